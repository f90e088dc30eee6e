<?xml version="1.0" encoding="UTF-8"?>
<!-- How pages look: the style sheet in the page, or the address of one that pages share. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:style" as="xs:string" static="yes" select="unparsed-text('page.css')"/>

  <!-- What stands for the style sheet until whoever asked for the page puts it there (src/epistola/transform/outputs.py). -->
  <xsl:param name="sheet" as="xs:string" select="''"/>

  <xsl:function name="f:style" as="element()">
    <xsl:param name="address" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$address"><link rel="stylesheet" href="{iri-to-uri($address)}"/></xsl:when>
      <xsl:otherwise><style><xsl:sequence select="if ($sheet) then $sheet else $v:style"/></style></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
