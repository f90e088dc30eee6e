<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an ODD declares and what it refers to (TEI P5, chapters 23.2 and 23.4).

  Purpose  odd:schema($odd), the first schemaSpec; odd:declarations($schema), its parts, specification groups
           dissolved; odd:is-specification; the keys 'declared' and 'module'
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <xsl:key name="declared" match="tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec
        | tei:moduleSpec" use="@ident"/>
  <xsl:key name="module" match="tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec" use="@module"/>
  <xsl:key name="module" match="tei:moduleSpec" use="@ident"/>
  <xsl:key name="group" match="tei:specGrp" use="@xml:id ! ('#' || .)"/>

  <xsl:function name="odd:schema" as="element(tei:schemaSpec)">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="
        if ($odd//tei:schemaSpec) then ($odd//tei:schemaSpec)[1]
        else error(xs:QName('odd:no-schema'), 'There is no schemaSpec in this document, so it is no ODD that could be compiled.')"/>
  </xsl:function>

  <xsl:function name="odd:declarations" as="element()*">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xsl:sequence select="odd:dissolved($schema/tei:*, ())"/>
  </xsl:function>

  <!-- Groups replaced by their parts; $within are the groups that we are inside, so that a circle ends. -->
  <xsl:function name="odd:dissolved" as="element()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="within" as="element(tei:specGrp)*"/>
    <xsl:for-each select="$parts">
      <xsl:variable name="group" as="element(tei:specGrp)?"
          select="self::tei:specGrp | self::tei:specGrpRef/key('group', @target)[1]"/>
      <xsl:sequence select="
          if ($group intersect $within) then ()
          else if ($group) then odd:dissolved($group/tei:*, ($within, $group))
          else ."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:is-specification" as="xs:boolean">
    <xsl:param name="declaration" as="element()"/>
    <xsl:sequence select="exists($declaration[self::tei:elementSpec or self::tei:classSpec or self::tei:macroSpec
                                              or self::tei:dataSpec or self::tei:moduleSpec])"/>
  </xsl:function>

</xsl:stylesheet>
