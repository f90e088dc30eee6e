<?xml version="1.0" encoding="UTF-8"?>
<!--
  Datatypes and values as simple types of XML Schema (XML Schema part 2, section 4.1).

  Purpose  odd:type-body (what stands in xs:simpleType), odd:type-name, odd:value-type for an attribute
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="tei odd">

  <!-- What an attribute may say: a value of its list or datatype, or a list of such. -->
  <xsl:function name="odd:value-type" as="element()">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="datatype" as="element(tei:datatype)?" select="$attribute/tei:datatype"/>
    <xsl:variable name="one" as="element()?"
        select="($attribute/tei:valList[@type = 'closed'], $datatype/tei:*)[1]"/>
    <xsl:choose>
      <xsl:when test="$datatype[odd:least(.) = 1 and odd:most(.) = '1'] or empty($datatype)">
        <xsl:sequence select="odd:type-body($one)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:list-of(odd:type-body($one), $datatype)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:list-of" as="element(xs:restriction)">
    <xsl:param name="item" as="element()"/>
    <xsl:param name="datatype" as="element(tei:datatype)"/>
    <xs:restriction>
      <xs:simpleType>
        <xs:list>
          <xs:simpleType>
            <xsl:sequence select="$item"/>
          </xs:simpleType>
        </xs:list>
      </xs:simpleType>
      <xs:minLength value="{odd:least($datatype)}"/>
      <xsl:if test="odd:most($datatype) != 'unbounded'">
        <xs:maxLength value="{odd:most($datatype)}"/>
      </xsl:if>
    </xs:restriction>
  </xsl:function>

  <!-- The name of a type for content that is a datatype; a list of values there is only a token. -->
  <xsl:function name="odd:type-name" as="xs:string">
    <xsl:param name="expression" as="element()"/>
    <xsl:sequence select="string(($expression/@key, $expression/@name ! ('xs:' || .), 'xs:token')[1])"/>
  </xsl:function>

  <!-- A datatype that allows several kinds of value is a union of them. -->
  <xsl:function name="odd:type-body" as="element()">
    <xsl:param name="expressions" as="element()*"/>
    <xsl:variable name="types" as="element()*">
      <xsl:apply-templates select="$expressions" mode="type"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($types)">
        <xs:restriction base="xs:string"/>
      </xsl:when>
      <xsl:when test="count($types) = 1">
        <xsl:sequence select="$types"/>
      </xsl:when>
      <xsl:otherwise>
        <xs:union>
          <xsl:for-each select="$types">
            <xs:simpleType>
              <xsl:sequence select="."/>
            </xs:simpleType>
          </xsl:for-each>
        </xs:union>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="type" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:textNode | tei:sequence | tei:dataRef[not(@key | @name)]"
      mode="type" as="element(xs:restriction)">
    <xs:restriction base="xs:string"/>
  </xsl:template>

  <xsl:template match="tei:empty" mode="type" as="element(xs:restriction)">
    <xs:restriction base="xs:token">
      <xs:length value="0"/>
    </xs:restriction>
  </xsl:template>

  <xsl:template match="tei:dataRef[@key]" mode="type" as="element(xs:restriction)">
    <xs:restriction base="{@key}"/>
  </xsl:template>

  <xsl:template match="tei:dataRef[@name]" mode="type" as="element(xs:restriction)">
    <xs:restriction base="xs:{@name}">
      <xsl:for-each select="@restriction">
        <xs:pattern value="{.}"/>
      </xsl:for-each>
      <xsl:for-each select="tei:dataFacet">
        <xsl:element name="xs:{@name}">
          <xsl:attribute name="value" select="@value"/>
        </xsl:element>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>

  <xsl:template match="tei:alternate" mode="type" as="element()*">
    <xsl:apply-templates select="tei:*" mode="type"/>
  </xsl:template>

  <xsl:template match="tei:valList" mode="type" as="element(xs:restriction)">
    <xs:restriction base="xs:token">
      <xsl:for-each select="tei:valItem">
        <xs:enumeration value="{@ident}">
          <xsl:sequence select="odd:annotation(.)"/>
        </xs:enumeration>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>

</xsl:stylesheet>
