<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to chapters, for the formats that make one book of many: a line of JSON for each document, its record with
     the chapter as XHTML. -->
<xsl:package name="https://epistola.example/ns/chapters" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="html/core.xsl"/>
  <xsl:include href="html/chapter.xsl"/>
  <xsl:include href="html/binding.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:global-context-item as="document-node()" use="required"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="chapter" as="element()">
      <xsl:apply-templates select="f:chapter(false())" mode="m:xhtml" xmlns:m="https://epistola.example/ns/mode"/>
    </xsl:variable>
    <xsl:variable name="additions" as="map(xs:string, xs:string)" select="map{
      'chapter': serialize($chapter, map{'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()}),
      'title': f:display-title($v:records[1]),
      'page-language': $v:language}"/>
    <xsl:text>{f:frozen(map:merge(($additions, $v:records[1])))}</xsl:text>
  </xsl:template>
</xsl:package>
