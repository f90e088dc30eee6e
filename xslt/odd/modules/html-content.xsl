<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an element may contain and where it may stand, for readers.

  Purpose  odd:children and odd:parents (names of elements), odd:content-in-words (a content model in the
           compact notation of RELAX NG, linked), odd:name-list
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="odd:children" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="sort(distinct-values(odd:contained($specification/tei:content)))"/>
  </xsl:function>

  <xsl:function name="odd:contained" as="xs:string*">
    <xsl:param name="content" as="element(tei:content)?"/>
    <xsl:sequence select="
        $content//tei:elementRef/@key/string(),
        $content//tei:classRef/key('class', @key)/tei:content//tei:elementRef/@key/string(),
        $content//tei:macroRef/key('macro', @key)/odd:contained(tei:content)"/>
  </xsl:function>

  <!-- Element -> the elements that may contain it. -->
  <xsl:variable name="odd:containers" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each-group select="$odd:schema/tei:elementSpec ! odd:containments(.)" group-by="?child">
        <xsl:map-entry key="current-grouping-key()" select="sort(current-group()?parent)"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="odd:containments" as="map(xs:string, xs:string)*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="odd:children($element) ! map { 'child': ., 'parent': string($element/@ident) }"/>
  </xsl:function>

  <xsl:function name="odd:parents" as="xs:string*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="map:get($odd:containers, $element/@ident)"/>
  </xsl:function>

  <xsl:function name="odd:name-list" as="node()*">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1">
        <xsl:text> </xsl:text>
      </xsl:if>
      <a href="#{odd:anchor(key('entry', ., root($odd:schema))[1])}">{.}</a>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:content-in-words" as="element(code)">
    <xsl:param name="content" as="element(tei:content)"/>
    <code>
      <xsl:apply-templates select="$content/*" mode="words"/>
    </code>
  </xsl:function>

  <xsl:mode name="words" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef | tei:dataRef[@key]" mode="words" as="node()+">
    <a href="#{odd:anchor(key('entry', @key, root($odd:schema))[1])}">{@key}</a>
    <xsl:text>{odd:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:dataRef[not(@key)]" mode="words" as="text()">
    <xsl:text>{@name}{@restriction ! (' { pattern = ' || . || ' }')}{string-join(tei:dataFacet ! (' ' || @name || ' ' || @value))}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:textNode | tei:empty" mode="words" as="text()">
    <xsl:text>{if (self::tei:empty) then 'empty' else 'text'}{odd:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:anyElement" mode="words" as="text()">
    <xsl:text>any element of another namespace{odd:times(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="odd:forbidden" mode="words" as="text()">
    <xsl:text>nothing: what it needs isn't in this schema</xsl:text>
  </xsl:template>

  <xsl:template match="tei:valList" mode="words" as="text()">
    <xsl:text>{string-join(tei:valItem ! ('"' || @ident || '"'), ' | ')}</xsl:text>
  </xsl:template>

  <xsl:template match="tei:alternate | tei:sequence" mode="words" as="node()+">
    <xsl:variable name="between" as="xs:string" select="if (self::tei:alternate) then ' | ' else if (@preserveOrder = 'false') then ' &amp; ' else ', '"/>
    <xsl:variable name="needs-brackets" as="xs:boolean" select="not(parent::tei:content) or odd:times(.) != ''"/>
    <xsl:text>{'('[$needs-brackets]}</xsl:text>
    <xsl:for-each select="tei:*">
      <xsl:if test="position() gt 1">
        <xsl:text>{$between}</xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="words"/>
    </xsl:for-each>
    <xsl:text>{')'[$needs-brackets]}{odd:times(.)}</xsl:text>
  </xsl:template>

  <xsl:function name="odd:times" as="xs:string">
    <xsl:param name="pattern" as="element()"/>
    <xsl:variable name="limits" as="xs:string" select="odd:least($pattern) || ' ' || odd:most($pattern)"/>
    <xsl:sequence select="
        (map { '1 1': '', '0 1': '?', '0 unbounded': '*', '1 unbounded': '+' }($limits),
         '{' || replace(replace($limits, ' ', ','), 'unbounded', '') || '}')[1]"/>
  </xsl:function>

</xsl:stylesheet>
