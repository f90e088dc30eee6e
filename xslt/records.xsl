<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to their records, for the formats that take many letters: each a line of JSON. -->
<xsl:package name="https://epistola.example/ns/records" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/mentions.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <!-- The pointers of a letter to other files of the edition, which may be letters. -->
  <xsl:function name="f:files-pointed-to" as="xs:string*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:sequence select="distinct-values($tei/tei:text//(tei:ref | tei:ptr)[@target] ! f:expand(tokenize(@target)[1], .))[not(starts-with(., '#') or matches(., '^[a-z]+:', 'i'))]"/>
  </xsl:function>

  <xsl:template match="/" as="text()">
    <xsl:text>{string-join(f:documents(.) ! f:frozen(map:merge((f:record(., $authority), map{
      'mentions': f:json-line(array{f:mentions(., $authority)}),
      'files': f:files-pointed-to(.)}))), '&#10;')}</xsl:text>
  </xsl:template>
</xsl:package>
