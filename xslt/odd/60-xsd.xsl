<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 60: W3C XML Schema 1.0.

  Input    a resolved tei:schemaSpec (pass 40)
  Output   xs:schema; what it can't say is looser than the RELAX NG, never stricter, and is listed in the
           annotation at its top. It imports xml.xsd, which belongs beside it
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/60-xsd" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="tei odd" expand-text="yes">

  <xsl:include href="modules/names.xsl"/>
  <xsl:include href="modules/prose.xsl"/>
  <xsl:include href="modules/determinism.xsl"/>
  <xsl:include href="modules/xsd-content.xsl"/>
  <xsl:include href="modules/xsd-data.xsl"/>
  <xsl:include href="modules/xsd-looser.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:variable name="odd:target" as="xs:string" select="string(($odd:schema/@ns, 'http://www.tei-c.org/ns/1.0')[1])"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:sequence select="odd:warning()"/>
      <xsl:apply-templates select="tei:schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(xs:schema)">
    <xs:schema targetNamespace="{$odd:target}" elementFormDefault="qualified">
      <xsl:namespace name="" select="$odd:target"/>
      <xsl:sequence select="odd:looser-parts(.)"/>
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xsl:apply-templates select="tei:dataSpec, tei:macroSpec, tei:classSpec,
                                   tei:elementSpec[odd:namespace(.) = $odd:target]"/>
    </xs:schema>
  </xsl:template>

  <xsl:template match="tei:dataSpec" as="element(xs:simpleType)">
    <xs:simpleType name="{@ident}">
      <xsl:sequence select="odd:annotation(.), odd:type-body(tei:content/tei:*)"/>
    </xs:simpleType>
  </xsl:template>

  <xsl:template match="tei:macroSpec" as="element(xs:group)?">
    <xsl:variable name="particle" as="element()?" select="odd:content-particle(.)"/>
    <xsl:if test="exists($particle)">
      <xs:group name="{@ident}">
        <xsl:sequence select="odd:annotation(.)"/>
        <xs:sequence>
          <xsl:sequence select="$particle"/>
        </xs:sequence>
      </xs:group>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:classSpec[@type = 'model']" as="element(xs:group)">
    <xs:group name="{@ident}">
      <xsl:sequence select="odd:annotation(.)"/>
      <xs:choice>
        <xsl:apply-templates select="tei:content/tei:alternate/tei:elementRef" mode="particle"/>
      </xs:choice>
    </xs:group>
  </xsl:template>

  <xsl:template match="tei:classSpec[@type = 'atts']" as="element(xs:attributeGroup)">
    <xs:attributeGroup name="{@ident}">
      <xsl:sequence select="odd:annotation(.)"/>
      <xsl:apply-templates select="tei:attList" mode="attributes"/>
    </xs:attributeGroup>
  </xsl:template>

  <xsl:template match="tei:elementSpec" as="element(xs:element)">
    <xs:element name="{odd:name(.)}">
      <xsl:sequence select="odd:annotation(.)"/>
      <xs:complexType>
        <xsl:apply-templates select="." mode="complex-type"/>
      </xs:complexType>
    </xs:element>
  </xsl:template>

  <xsl:mode name="complex-type" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Content that is one value of a datatype. -->
  <xsl:template match="tei:elementSpec[tei:content/(tei:dataRef | tei:valList)]" mode="complex-type" as="element()+">
    <xs:simpleContent>
      <xs:extension base="{odd:type-name(tei:content/tei:*)}">
        <xsl:apply-templates select="tei:attList" mode="attributes"/>
      </xs:extension>
    </xs:simpleContent>
  </xsl:template>

  <xsl:template match="tei:elementSpec[not(tei:content/(tei:dataRef | tei:valList))]"
      mode="complex-type" as="node()*">
    <xsl:if test="odd:has-text(tei:content)">
      <xsl:attribute name="mixed" select="true()"/>
    </xsl:if>
    <xsl:sequence select="odd:content-particle(.)"/>
    <xsl:apply-templates select="tei:attList" mode="attributes"/>
  </xsl:template>

  <xsl:mode name="attributes" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:attList" mode="attributes" as="element()*">
    <xsl:apply-templates select="tei:*" mode="attributes"/>
  </xsl:template>

  <xsl:template match="tei:attRef[not(@name)]" mode="attributes" as="element(xs:attributeGroup)">
    <xs:attributeGroup ref="{@class}"/>
  </xsl:template>

  <xsl:template match="tei:attRef[@name]" mode="attributes" as="element(xs:attribute)*">
    <xsl:apply-templates select="key('class', @class)//tei:attDef[@ident = current()/@name]" mode="attributes"/>
  </xsl:template>

  <xsl:template match="tei:attDef[starts-with(@ident, 'xml:')]"
      mode="attributes" as="element(xs:attribute)" priority="1">
    <xs:attribute ref="{@ident}">
      <xsl:sequence select="odd:use(.), odd:annotation(.)"/>
    </xs:attribute>
  </xsl:template>

  <xsl:template match="tei:attDef" mode="attributes" as="element(xs:attribute)">
    <xs:attribute name="{odd:name(.)}">
      <xsl:sequence select="odd:use(.), odd:annotation(.)"/>
      <xs:simpleType>
        <xsl:sequence select="odd:value-type(.)"/>
      </xs:simpleType>
    </xs:attribute>
  </xsl:template>

  <!-- One attribute of several that exclude one another can't be required by XML Schema. -->
  <xsl:function name="odd:use" as="attribute(use)?">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:if test="$attribute[@usage = 'req'][not(ancestor::tei:attList/@org = 'choice')]">
      <xsl:attribute name="use" select="'required'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:annotation" as="element(xs:annotation)?">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="odd:description($specification)">
      <xs:annotation>
        <xs:documentation>{.}</xs:documentation>
      </xs:annotation>
    </xsl:for-each>
  </xsl:function>

</xsl:package>
