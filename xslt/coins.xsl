<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to COinS. -->
<xsl:package name="https://epistola.example/ns/coins" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="COinS" suffix=".coins.html" media-type="text/html; charset=utf-8" scope="letter" family="citations">
    <ep:description>An empty span for a web page, in which Zotero and other programs find the letter.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/coins.xsl"/>

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="element(span)*">
    <xsl:sequence select="f:documents(.) ! f:coins(f:record(., $authority))"/>
  </xsl:template>
</xsl:package>
