<?xml version="1.0" encoding="UTF-8"?>
<!-- A document for print: its style stands in it, and its head has what a PDF says of itself. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:print-style" as="xs:string" static="yes" select="unparsed-text('print.css')"/>

  <xsl:function name="f:printed" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="body" as="element(body)"/>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="{$v:language}" dir="{f:direction($v:language)}">
      <head>
        <title>{$title}</title>
        <xsl:for-each select="$record?senders"><meta name="author" content="{?name}"/></xsl:for-each>
        <style>{$v:book-style}{$v:print-style}</style>
      </head>
      <xsl:apply-templates select="$body" mode="m:xhtml"/>
    </html>
  </xsl:function>
</xsl:stylesheet>
