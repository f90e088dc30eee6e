<?xml version="1.0" encoding="UTF-8"?>
<!-- A string as YAML: quoted as JSON quotes it, which YAML 1.2 reads. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:yaml" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="serialize(normalize-space($text), map{'method': 'json', 'use-character-maps': map{'/': '/'}})"/>
  </xsl:function>
</xsl:stylesheet>
