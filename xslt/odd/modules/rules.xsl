<?xml version="1.0" encoding="UTF-8"?>
<!--
  The rules of a schema: what each is called, and what it speaks of (TEI P5, chapter 23.5.2).

  Purpose  odd:rule-name, odd:rule-anchor (in the documentation), odd:assertion-name, odd:context
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:key name="rule" match="tei:constraintSpec" use="@ident"/>

  <xsl:function name="odd:is-schematron" as="xs:boolean">
    <xsl:param name="rule" as="element(tei:constraintSpec)"/>
    <xsl:sequence select="$rule/@scheme = ('schematron', 'isoschematron')
          or exists($rule[not(@scheme)]/tei:constraint/sch:*)"/>
  </xsl:function>

  <!-- The name that the ODD gave it; with that of its specification before it where others have the same. -->
  <xsl:function name="odd:rule-name" as="xs:string">
    <xsl:param name="rule" as="element(tei:constraintSpec)"/>
    <xsl:variable name="home" as="element()" select="$rule/ancestor::*[@ident][not(self::tei:attDef)][1]"/>
    <xsl:sequence select="
        replace(if (count(key('rule', $rule/@ident, root($rule))) = 1) then $rule/@ident
                else string-join(($home/@ident, $rule/ancestor::tei:attDef/@ident, $rule/@ident), '-'), '[^\w.-]', '-')"/>
  </xsl:function>

  <xsl:function name="odd:rule-anchor" as="xs:string">
    <xsl:param name="rule" as="element(tei:constraintSpec)"/>
    <xsl:sequence select="'rule-' || odd:rule-name($rule)"/>
  </xsl:function>

  <!-- The rule's name, and a number when it says more than one thing. -->
  <xsl:function name="odd:assertion-name" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="rule" as="element(tei:constraintSpec)" select="$assertion/ancestor::tei:constraintSpec"/>
    <xsl:variable name="all" as="element()+" select="$rule//(sch:assert | sch:report)"/>
    <xsl:variable name="number" as="xs:integer" select="count($all[. &lt;&lt; $assertion]) + 1"/>
    <xsl:sequence select="
        if ($assertion/@id) then string($assertion/@id)
        else odd:rule-name($rule) || (if (count($all) = 1) then '' else '-' || $number)"/>
  </xsl:function>

  <!-- What an assertion without a context is about: the element, its attribute, or the members of the class. -->
  <xsl:function name="odd:context" as="xs:string">
    <xsl:param name="rule" as="element(tei:constraintSpec)"/>
    <xsl:variable name="attribute" as="xs:string" select="string-join($rule/ancestor::tei:attDef ! ('/@' || @ident))"/>
    <xsl:variable name="home" as="element()?" select="$rule/(ancestor::tei:elementSpec | ancestor::tei:classSpec)"/>
    <xsl:variable name="elements" as="xs:string*" select="
        if ($home/self::tei:classSpec) then odd:bearers($home) else $home/@ident/string()"/>
    <xsl:sequence select="
        if (empty($elements)) then '/*' else string-join($elements ! ('tei:' || . || $attribute), ' | ')"/>
  </xsl:function>

  <!-- The elements that have the attributes of a class, or are members of it. -->
  <xsl:function name="odd:bearers" as="xs:string*">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:variable name="below" as="element(tei:classSpec)*"
        select="root($class)//tei:classSpec[tei:classes/tei:memberOf/@key = $class/@ident]"/>
    <xsl:sequence select="
        distinct-values((root($class)//tei:elementSpec[tei:classes/tei:memberOf/@key = $class/@ident]/@ident/string(),
                         $below ! odd:bearers(.)))"/>
  </xsl:function>

</xsl:stylesheet>
