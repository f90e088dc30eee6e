<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to a table of who and what is named in them. -->
<xsl:package name="https://epistola.example/ns/mentions" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Table of mentions (CSV)" suffix=".csv" media-type="text/csv; charset=utf-8; header=present" scope="corpus">
    <ep:description>A row for each name in the text of a letter: whom or what it means, where it stands, who says so.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/csv.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:template match="/" as="text()">
    <xsl:text>{f:csv($f:mention-columns, f:records(records) ! f:mention-rows(.))}</xsl:text>
  </xsl:template>
</xsl:package>
