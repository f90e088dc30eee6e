<?xml version="1.0" encoding="UTF-8"?>
<!--
  Content models as RELAX NG patterns (RELAX NG specification, section 3).

  Purpose  the mode "pattern": a resolved content model (pass 40) -> patterns; small makers of patterns
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" xmlns="http://relaxng.org/ns/structure/1.0"
    exclude-result-prefixes="#all">

  <xsl:mode name="pattern" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="odd:forbidden" mode="pattern" as="element()">
    <notAllowed/>
  </xsl:template>

  <xsl:template match="tei:empty" mode="pattern" as="empty-sequence()"/>

  <xsl:template match="tei:textNode" mode="pattern" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef" mode="pattern" as="element()*">
    <xsl:variable name="meant" as="element()" select="key(lower-case(replace(local-name(), 'Ref$', '')), @key)"/>
    <xsl:sequence select="odd:occurring(odd:ref(odd:pattern($meant)), .)"/>
  </xsl:template>

  <!-- A macro without content would be an empty pattern, and is left out. -->
  <xsl:template match="tei:macroRef[key('macro', @key)/tei:content/tei:empty]" mode="pattern" priority="1"
      as="empty-sequence()"/>

  <xsl:template match="tei:anyElement" mode="pattern" as="element()*">
    <xsl:sequence select="odd:occurring(odd:ref(odd:any-element-name(.)), .)"/>
  </xsl:template>

  <xsl:template match="tei:dataRef | tei:valList" mode="pattern" as="element()">
    <xsl:sequence select="odd:data(.)"/>
  </xsl:template>

  <xsl:template match="tei:sequence" mode="pattern" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="tei:*" mode="pattern"/>
    </xsl:variable>
    <xsl:sequence select="
        odd:occurring(if (@preserveOrder = 'false') then odd:wrapped('interleave', $parts) else $parts, .)"/>
  </xsl:template>

  <!-- A branch that may be empty makes the choice optional. -->
  <xsl:template match="tei:alternate" mode="pattern" as="element()*">
    <xsl:variable name="branches" as="element()*">
      <xsl:for-each select="tei:*">
        <xsl:variable name="branch" as="element()*">
          <xsl:apply-templates select="." mode="pattern"/>
        </xsl:variable>
        <xsl:sequence select="odd:in-group($branch)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="choice" as="element()?" select="odd:choice($branches)"/>
    <xsl:sequence select="
        odd:occurring(if (tei:empty) then odd:wrapped('optional', $choice) else $choice, .)"/>
  </xsl:template>

  <!-- $patterns, as often as @minOccurs and @maxOccurs of $model allow. -->
  <xsl:function name="odd:occurring" as="element()*">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:param name="model" as="element()"/>
    <xsl:variable name="least" as="xs:integer" select="odd:least($model)"/>
    <xsl:variable name="most" as="xs:string" select="odd:most($model)"/>
    <xsl:choose>
      <xsl:when test="empty($patterns)"/>
      <xsl:when test="$most = 'unbounded' and $least = 0">
        <xsl:sequence select="odd:wrapped('zeroOrMore', $patterns)"/>
      </xsl:when>
      <xsl:when test="$most = 'unbounded'">
        <xsl:sequence select="(2 to $least) ! $patterns, odd:wrapped('oneOrMore', $patterns)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="(1 to $least) ! $patterns, odd:up-to($patterns, xs:integer($most) - $least)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Nothing, or $patterns once, or twice … -->
  <xsl:function name="odd:up-to" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:param name="times" as="xs:integer"/>
    <xsl:if test="$times gt 0">
      <xsl:sequence select="odd:wrapped('optional', ($patterns, odd:up-to($patterns, $times - 1)))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:ref" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <ref name="{$name}"/>
  </xsl:function>

  <xsl:function name="odd:wrapped" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="patterns" as="element()*"/>
    <xsl:if test="exists($patterns)">
      <xsl:element name="{$name}" namespace="http://relaxng.org/ns/structure/1.0">
        <xsl:sequence select="$patterns"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:choice" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:sequence select="if (count($patterns) = 1) then $patterns else odd:wrapped('choice', $patterns)"/>
  </xsl:function>

  <xsl:function name="odd:in-group" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:sequence select="if (count($patterns) = 1) then $patterns else odd:wrapped('group', $patterns)"/>
  </xsl:function>

  <!-- tei:anyElement: a pattern of its own for each combination of @require and @except. -->
  <xsl:function name="odd:any-element-name" as="xs:string">
    <xsl:param name="any" as="element(tei:anyElement)"/>
    <xsl:variable name="kinds" as="xs:string*" select="distinct-values(root($any)//tei:anyElement/odd:any-element-kind(.))"/>
    <xsl:sequence select="'any-element-' || index-of($kinds, odd:any-element-kind($any))"/>
  </xsl:function>

  <xsl:function name="odd:any-element-kind" as="xs:string">
    <xsl:param name="any" as="element(tei:anyElement)"/>
    <xsl:sequence select="normalize-space($any/@require) || '|' || normalize-space($any/@except)"/>
  </xsl:function>

  <xsl:function name="odd:any-elements" as="element()*">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xsl:for-each-group select="$schema//tei:anyElement" group-by="odd:any-element-name(.)">
      <define name="{current-grouping-key()}">
        <element>
          <anyName>
            <except>
              <xsl:sequence select="odd:excluded-names(.)"/>
            </except>
          </anyName>
          <zeroOrMore>
            <attribute>
              <anyName/>
            </attribute>
          </zeroOrMore>
          <zeroOrMore>
            <choice>
              <text/>
              <ref name="{current-grouping-key()}"/>
            </choice>
          </zeroOrMore>
        </element>
      </define>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Elements that the schema itself defines stay out: their attributes have types of their own (xml:id). -->
  <xsl:function name="odd:excluded-names" as="element()+">
    <xsl:param name="any" as="element(tei:anyElement)"/>
    <xsl:variable name="home" as="xs:string" select="string(($odd:schema/@ns, 'http://www.tei-c.org/ns/1.0')[1])"/>
    <xsl:for-each select="distinct-values(($home, tokenize($any/@except)[contains(., ':')]))">
      <nsName ns="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="$odd:schema/tei:elementSpec[odd:namespace(.) != $home]">
      <name ns="{odd:namespace(.)}">
        <xsl:sequence select="odd:name(.)"/>
      </name>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
