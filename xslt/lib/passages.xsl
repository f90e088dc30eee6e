<?xml version="1.0" encoding="UTF-8"?>
<!-- The passages of a letter that can be cited by themselves: paragraphs with the names that their anchors have on the reading
     page, and whatever else stands between divisions, by its element and number. A map for each: "name", "type" (paragraph,
     verse, or the name of the element), "xml" (the passage as TEI). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:passages" as="map(xs:string, xs:string)*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="paragraphs" as="map(xs:string, xs:integer)" select="f:numbered(f:paragraphs($tei/tei:text))"/>
    <xsl:variable name="found" as="element()*" select="$tei/tei:text ! f:passages-in(.)"/>
    <xsl:variable name="prefix" as="xs:string" select="f:prefix(root($tei))"/>
    <xsl:variable name="taken" as="xs:string*" select="$tei//@xml:id ! string()"/>
    <xsl:for-each select="$found">
      <xsl:variable name="number" as="xs:integer?" select="$paragraphs(generate-id())"/>
      <xsl:variable name="name" as="xs:string" select="local-name()"/>
      <xsl:variable name="made" as="xs:string" select="
        if ($number) then $prefix || 'p' || $number else $name || '-' || count($found[local-name() = $name][. &lt;&lt; current()]) + 1"/>
      <xsl:sequence select="map{
        'name': if (@xml:id) then string(@xml:id) else if ($made = $taken) then 'passage-' || position() else $made,
        'type': if (self::tei:p or self::tei:ab) then 'paragraph' else if (self::tei:lg) then 'verse' else $name,
        'xml': f:as-xml(f:passage(.))}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A passage by itself, in the wrapper that Distributed Text Services ask for, with the language and the meaning of white space
       that hold for it. -->
  <xsl:function name="f:passage" as="element(tei:TEI)">
    <xsl:param name="element" as="element()"/>
    <TEI xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:copy-of select="$element/ancestor::*[@xml:lang][1]/@xml:lang, $element/ancestor::*[@xml:space][1]/@xml:space"/>
      <dts:wrapper xmlns:dts="https://w3id.org/api/dts#"><xsl:copy-of select="$element" copy-namespaces="no"/></dts:wrapper>
    </TEI>
  </xsl:function>

  <!-- The outermost elements with words below texts and divisions; what stands in "back" is about the letter. -->
  <xsl:function name="f:passages-in" as="element()*">
    <xsl:param name="container" as="element()"/>
    <xsl:sequence select="for $part in $container/(* except tei:back)[normalize-space()] return
      if ($part/(self::tei:front | self::tei:body | self::tei:group | self::tei:text) or matches(local-name($part), '^div[1-7]?$'))
      then f:passages-in($part) else $part"/>
  </xsl:function>

  <xsl:function name="f:as-xml" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="serialize($element, map{'method': 'xml', 'omit-xml-declaration': true(), 'indent': false()})"/>
  </xsl:function>
</xsl:stylesheet>
