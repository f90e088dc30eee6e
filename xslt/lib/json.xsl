<?xml version="1.0" encoding="UTF-8"?>
<!-- Writing JSON. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- JSON with the keys in our order; "/" stays "/". -->
  <xsl:function name="f:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, $f:json-parameters)"/>
  </xsl:function>

  <xsl:variable name="f:json-parameters" as="map(*)" static="yes" select="map{
    'method': 'json', 'indent': true(), 'use-character-maps': map{'/': '/'}}"/>

  <!-- What was made of each letter of a file: alone when there is one letter, otherwise a list. -->
  <xsl:function name="f:json-of-each" as="xs:string">
    <xsl:param name="values" as="map(*)+"/>
    <xsl:sequence select="f:json(if (count($values) = 1) then $values else array{$values}) || '&#10;'"/>
  </xsl:function>
</xsl:stylesheet>
