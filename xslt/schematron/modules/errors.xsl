<?xml version="1.0" encoding="UTF-8"?>
<!-- What the compiler says when a schema can't be compiled: one sentence that names the place in the schema. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:s="https://epistola.example/ns/schematron" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Stop with a sentence about an element of the schema. -->
  <xsl:function name="s:stop" as="empty-sequence()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:sequence select="error(xs:QName('s:schema'), $sentence || ' (' || s:place($element) || ')')"/>
  </xsl:function>

  <!-- An attribute that ISO/IEC 19757-3 requires. -->
  <xsl:function name="s:required" as="attribute()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="found" as="attribute()?" select="$element/@*[name() = $name]"/>
    <xsl:sequence select="if (exists($found)) then $found
      else error(xs:QName('s:schema'), 'The attribute “' || $name || '” is missing ('
        || s:place($element) || ')')"/>
  </xsl:function>

  <!-- Where an element stands, by the identifiers and numbers of the pattern and the rule around it. -->
  <xsl:function name="s:place" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join($element/ancestor-or-self::sch:*[not(self::sch:schema)] ! s:step(.), ', ')"/>
  </xsl:function>

  <xsl:function name="s:step" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="number" as="xs:integer"
      select="count($element/preceding-sibling::*[node-name() = node-name($element)]) + 1"/>
    <xsl:variable name="name" as="xs:string" select="string(($element/@id, $element/@name, $number)[1])"/>
    <xsl:sequence select="local-name($element) || ' ' || $name"/>
  </xsl:function>
</xsl:stylesheet>
