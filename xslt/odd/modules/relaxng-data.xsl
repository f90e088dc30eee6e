<?xml version="1.0" encoding="UTF-8"?>
<!--
  Datatypes and values as RELAX NG patterns (RELAX NG specification, section 3; TEI P5, chapter 22.5.3.1).

  Purpose  odd:value($attribute): what an attribute may say; odd:data and odd:data-choice for dataSpec
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" xmlns="http://relaxng.org/ns/structure/1.0"
    exclude-result-prefixes="#all">

  <!-- What the attribute may say once, or a list of such when its datatype says so; without either, any text. -->
  <xsl:function name="odd:value" as="element()">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="datatype" as="element(tei:datatype)?" select="$attribute/tei:datatype"/>
    <xsl:variable name="one" as="element()?" select="odd:single-value($attribute)"/>
    <xsl:choose>
      <xsl:when test="empty($one)">
        <text/>
      </xsl:when>
      <xsl:when test="$datatype[odd:least(.) = 1 and odd:most(.) = '1'] or empty($datatype)">
        <xsl:sequence select="$one"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:wrapped('list', odd:occurring($one, $datatype))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A closed list of values excludes others; an open one stands beside the datatype, so that editors offer it. -->
  <xsl:function name="odd:single-value" as="element()?">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="list" as="element(tei:valList)?" select="$attribute/tei:valList[tei:valItem]"/>
    <xsl:variable name="datatype" as="element()?" select="$attribute/tei:datatype/tei:*"/>
    <xsl:variable name="patterns" as="element()*">
      <xsl:apply-templates select="$list, $datatype[not($list/@type = 'closed')]" mode="data"/>
    </xsl:variable>
    <xsl:sequence select="odd:choice($patterns)"/>
  </xsl:function>

  <xsl:function name="odd:data" as="element()">
    <xsl:param name="expression" as="element()"/>
    <xsl:variable name="pattern" as="element()*">
      <xsl:apply-templates select="$expression" mode="data"/>
    </xsl:variable>
    <xsl:sequence select="odd:choice($pattern)"/>
  </xsl:function>

  <xsl:function name="odd:data-choice" as="element()">
    <xsl:param name="content" as="element(tei:content)"/>
    <xsl:variable name="patterns" as="element()*">
      <xsl:apply-templates select="$content/tei:*" mode="data"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($patterns)">
        <empty/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:choice($patterns)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="data" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:textNode" mode="data" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="tei:empty" mode="data" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="tei:dataRef[@key]" mode="data" as="element()">
    <xsl:sequence select="odd:ref(odd:pattern(key('data', @key, root($odd:schema))))"/>
  </xsl:template>

  <xsl:template match="tei:dataRef[@name]" mode="data" as="element()">
    <data type="{@name}">
      <xsl:for-each select="@restriction">
        <param name="pattern">
          <xsl:sequence select="string(.)"/>
        </param>
      </xsl:for-each>
      <xsl:for-each select="tei:dataFacet">
        <param name="{@name}">
          <xsl:sequence select="string(@value)"/>
        </param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <!-- A datatype of another library (dataRef with @ref) can't be known here. -->
  <xsl:template match="tei:dataRef[not(@key | @name)]" mode="data" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="tei:alternate" mode="data" as="element()*">
    <xsl:apply-templates select="tei:*" mode="data"/>
  </xsl:template>

  <xsl:template match="tei:sequence" mode="data" as="element()">
    <list>
      <xsl:apply-templates select="tei:*" mode="data"/>
    </list>
  </xsl:template>

  <xsl:template match="tei:valList" mode="data" as="element()*">
    <xsl:for-each select="tei:valItem">
      <value>
        <xsl:sequence select="string(@ident)"/>
      </value>
      <xsl:sequence select="odd:documentation(.)"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
