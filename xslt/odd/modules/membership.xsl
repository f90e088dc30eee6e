<?xml version="1.0" encoding="UTF-8"?>
<!--
  Who belongs to which class, through however many classes (TEI P5, chapter 1.3).

  Purpose  odd:members($class): the elements of a model class; the keys 'class', 'element', 'macro', 'data'
  Input    a document whose tei:schemaSpec has every declaration once
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:key name="class" match="tei:classSpec" use="@ident"/>
  <xsl:key name="element" match="tei:elementSpec" use="@ident"/>
  <xsl:key name="macro" match="tei:macroSpec" use="@ident"/>
  <xsl:key name="data" match="tei:dataSpec" use="@ident"/>

  <xsl:variable name="odd:specification" as="document-node()" select="root(.)"/>

  <!-- All classes above a specification, itself not counted. -->
  <xsl:function name="odd:superclasses" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="odd:above(odd:classes-of($specification), ())"/>
  </xsl:function>

  <!-- $known grows until the classes above bring nothing new, so that a circle of classes ends too. -->
  <xsl:function name="odd:above" as="xs:string*">
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:param name="known" as="xs:string*"/>
    <xsl:variable name="new" as="xs:string*" select="distinct-values($classes[not(. = $known)])"/>
    <xsl:sequence select="
        if (empty($new)) then $known
        else odd:above(key('class', $new, $odd:specification)/odd:classes-of(.), ($known, $new))"/>
  </xsl:function>

  <!-- The classes that a specification names and that take it (a classRef may have chosen some members only). -->
  <xsl:function name="odd:classes-of" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="
        $specification/tei:classes/tei:memberOf/@key/key('class', ., $odd:specification)
          [empty(@odd:include) or $specification/@ident = tokenize(@odd:include)]
          [not($specification/@ident = tokenize(@odd:except))]/@ident/string()"/>
  </xsl:function>

  <!-- Class -> its elements, in the order of their declarations, which tei:classRef/@expand may ask for. -->
  <xsl:variable name="odd:membership" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each-group select="$odd:specification//tei:elementSpec ! odd:memberships(.)" group-by="?class">
        <xsl:map-entry key="current-grouping-key()" select="current-group()?element"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:function name="odd:memberships" as="map(xs:string, xs:string)*">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="
        odd:superclasses($element) ! map { 'class': ., 'element': string($element/@ident) }"/>
  </xsl:function>

  <xsl:function name="odd:members" as="xs:string*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:sequence select="map:get($odd:membership, $class)"/>
  </xsl:function>

</xsl:stylesheet>
