<?xml version="1.0" encoding="UTF-8"?>
<!--
  The descriptions of a specification as plain sentences, for annotations in schemas.

  Purpose  odd:description($specification): its gloss and its desc in one line of text, or nothing
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <xsl:function name="odd:description" as="xs:string?">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="gloss" as="xs:string?" select="$specification/tei:gloss[normalize-space()][1] ! odd:plain-text(.)"/>
    <xsl:variable name="desc" as="xs:string?" select="$specification/tei:desc[normalize-space()][1] ! odd:plain-text(.)"/>
    <xsl:sequence select="(string-join(($gloss ! ('(' || . || ')'), $desc), ' '))[. != '']"/>
  </xsl:function>

  <!-- Names of elements and attributes are marked as one writes them. -->
  <xsl:function name="odd:plain-text" as="xs:string">
    <xsl:param name="prose" as="element()"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates select="$prose" mode="plain-text"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:mode name="plain-text" on-no-match="text-only-copy"/>

  <xsl:template match="tei:gi" mode="plain-text" as="xs:string">
    <xsl:sequence select="'&lt;' || . || '>'"/>
  </xsl:template>

  <xsl:template match="tei:att" mode="plain-text" as="xs:string">
    <xsl:sequence select="'@' || ."/>
  </xsl:template>

  <xsl:template match="tei:val | tei:q | tei:soCalled" mode="plain-text" as="xs:string">
    <xsl:sequence select="'“' || . || '”'"/>
  </xsl:template>

  <xsl:template match="tei:ptr | tei:ref[not(normalize-space())]" mode="plain-text" as="xs:string">
    <xsl:sequence select="string(@target)"/>
  </xsl:template>

</xsl:stylesheet>
