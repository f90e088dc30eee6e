<?xml version="1.0" encoding="UTF-8"?>
<!--
  Variables (ISO/IEC 19757-3:2020, clause 5.4.6). Those of schema, phase and pattern are global, since the contexts of
  rules may use them; those of a rule are local. A name that several patterns declare gets the pattern's number.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="https://epistola.example/ns/output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:s="https://epistola.example/ns/schematron" xmlns:origin="https://epistola.example/ns/origin"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="content" on-no-match="shallow-copy"/>

  <xsl:template match="sch:let" as="element()">
    <out:variable origin:place="{s:place(.)}" name="{s:name(.)}">
      <xsl:copy-of select="@as"/>
      <xsl:if test="@value">
        <xsl:attribute name="select" select="s:expression(@value)"/>
      </xsl:if>
      <xsl:if test="not(@value)">
        <xsl:apply-templates select="node()" mode="content"/>
      </xsl:if>
    </out:variable>
  </xsl:template>

  <!-- Instructions inside a variable or a message may use variables of the pattern, too. -->
  <xsl:template match="xsl:*/@*" mode="content" as="attribute()">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="s:expression(.)"/>
  </xsl:template>

  <!-- An expression of the schema as it stands in the stylesheet. -->
  <xsl:function name="s:expression" as="xs:string">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:param name="user" as="element()"/>
    <xsl:sequence select="s:rename($expression, s:renamed($user/ancestor-or-self::sch:pattern))"/>
  </xsl:function>

  <xsl:function name="s:expression" as="xs:string">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:sequence select="s:expression($expression, $expression/..)"/>
  </xsl:function>

  <xsl:function name="s:name" as="xs:string">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:variable name="name" as="xs:string" select="string(s:required($let, 'name'))"/>
    <xsl:sequence select="if ($let/parent::sch:pattern) then (s:renamed($let/..)($name), $name)[1] else $name"/>
  </xsl:function>

  <!-- The variables of a pattern that have other names in the stylesheet. -->
  <xsl:function name="s:renamed" as="map(xs:string, xs:string)" cache="yes">
    <xsl:param name="pattern" as="element(sch:pattern)?"/>
    <xsl:variable name="shared" as="xs:string*"
      select="$pattern/sch:let/@name[. = $pattern/../sch:pattern[not(. is $pattern)]/sch:let/@name]"/>
    <xsl:map>
      <xsl:for-each select="$shared">
        <xsl:map-entry key="." select="s:mode($pattern) || '.' || ."/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>
</xsl:stylesheet>
