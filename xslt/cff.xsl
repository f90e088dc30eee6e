<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to CITATION.cff. -->
<xsl:package name="https://epistola.example/ns/cff" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="CITATION.cff" stem="CITATION" suffix=".cff" media-type="application/yaml" scope="corpus">
    <ep:description>How to cite the edition, in a file that GitHub, Zenodo and Zotero read.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/yaml.xsl"/>
  <xsl:include href="lib/cff.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:template match="/" as="text()">
    <xsl:text>{f:cff(f:records(records))}</xsl:text>
  </xsl:template>
</xsl:package>
