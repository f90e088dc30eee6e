<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to RIS. -->
<xsl:package name="https://epistola.example/ns/ris" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="RIS" suffix=".ris" media-type="application/x-research-info-systems" scope="letter" family="citations">
    <ep:description>One entry of type PCOMM (personal communication) for each letter, with its recipient.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/escape.xsl"/>
  <xsl:include href="lib/ris.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{string-join(f:documents(.) ! f:record(., $authority) ! f:ris(.))}</xsl:text>
  </xsl:template>
</xsl:package>
