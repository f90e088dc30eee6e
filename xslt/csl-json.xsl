<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to CSL-JSON. -->
<xsl:package name="https://epistola.example/ns/csl-json" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="CSL-JSON" suffix=".csl.json" media-type="application/vnd.citationstyles.csl+json" scope="letter" family="citations">
    <ep:description>A list with one item of type personal_communication for each letter, for citation processors and Zotero.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/json.xsl"/>
  <xsl:include href="lib/csl.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{f:json(array{f:documents(.) ! f:record(., $authority) ! f:csl(.)}) || '&#10;'}</xsl:text>
  </xsl:template>
</xsl:package>
