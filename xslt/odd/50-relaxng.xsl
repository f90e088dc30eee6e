<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 50: RELAX NG in XML syntax.

  Input    a resolved tei:schemaSpec (pass 40)
  Output   rng:grammar, one named pattern for each datatype, macro, class and element
  Rules    so that libxml2 gives the verdicts of Jing, and soon: attributes before content, one flat pattern
           for each model class, no group of one, no rng:empty beside anything
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/50-relaxng" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    xmlns="http://relaxng.org/ns/structure/1.0" exclude-result-prefixes="xs tei odd">

  <xsl:include href="modules/names.xsl"/>
  <xsl:include href="modules/prose.xsl"/>
  <xsl:include href="modules/relaxng-content.xsl"/>
  <xsl:include href="modules/relaxng-data.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:sequence select="odd:warning()"/>
      <xsl:apply-templates select="tei:schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(grammar)" xpath-default-namespace="http://relaxng.org/ns/structure/1.0">
    <grammar ns="{(@ns, 'http://www.tei-c.org/ns/1.0')[1]}"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:sequence select="odd:documentation(.)"/>
      <start>
        <xsl:sequence select="odd:choice(odd:start() ! odd:ref(.))"/>
      </start>
      <xsl:apply-templates select="tei:dataSpec, tei:macroSpec, tei:classSpec, tei:elementSpec"/>
      <xsl:sequence select="odd:any-elements(.)"/>
    </grammar>
  </xsl:template>

  <xsl:template match="tei:dataSpec" as="element()">
    <define name="{odd:pattern(.)}">
      <xsl:sequence select="odd:documentation(.), odd:data-choice(tei:content)"/>
    </define>
  </xsl:template>

  <xsl:template match="tei:macroSpec" as="element()?">
    <xsl:where-populated>
      <define name="{odd:pattern(.)}">
        <xsl:sequence select="odd:documentation(.)"/>
        <xsl:apply-templates select="tei:content/*" mode="pattern"/>
      </define>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="tei:classSpec[@type = 'model']" as="element()">
    <define name="{odd:pattern(.)}">
      <xsl:sequence select="odd:documentation(.), odd:choice(tei:content//tei:elementRef ! odd:ref(@key))"/>
    </define>
  </xsl:template>

  <!-- A class of attributes refers to a pattern for each attribute, so that an element may take them singly. -->
  <xsl:template match="tei:classSpec[@type = 'atts']" as="element()+">
    <define name="{odd:pattern(.)}">
      <xsl:sequence select="odd:documentation(.)"/>
      <xsl:apply-templates select="tei:attList" mode="attributes"/>
    </define>
    <xsl:for-each select=".//tei:attDef">
      <define name="{odd:attribute-pattern(ancestor::tei:classSpec/@ident, @ident)}">
        <xsl:sequence select="odd:attribute(.)"/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:elementSpec" as="element()">
    <define name="{odd:pattern(.)}">
      <element name="{odd:name(.)}">
        <xsl:if test="odd:namespace(.) != ($odd:schema/@ns, 'http://www.tei-c.org/ns/1.0')[1]">
          <xsl:attribute name="ns" select="odd:namespace(.)"/>
        </xsl:if>
        <xsl:sequence select="odd:documentation(.), odd:attributes-and-content(.)"/>
      </element>
    </define>
  </xsl:template>

  <xsl:function name="odd:attributes-and-content" as="element()+">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:variable name="patterns" as="element()*">
      <xsl:apply-templates select="$element/tei:attList" mode="attributes"/>
      <xsl:apply-templates select="$element/tei:content/*" mode="pattern"/>
    </xsl:variable>
    <xsl:sequence select="$patterns"/>
    <xsl:if test="empty($patterns)">
      <empty/>
    </xsl:if>
    <xsl:if test="empty($element/tei:content/*)">
      <notAllowed/>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="attributes" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:attList[not(@org = 'choice')]" mode="attributes" as="element()*">
    <xsl:apply-templates select="tei:*" mode="attributes"/>
  </xsl:template>

  <!-- Attributes that exclude one another; all of them optional means that none is needed. -->
  <xsl:template match="tei:attList[@org = 'choice']" mode="attributes" as="element()">
    <xsl:variable name="choices" as="element()*">
      <xsl:apply-templates select="tei:*" mode="attributes"/>
    </xsl:variable>
    <xsl:sequence select="odd:choice($choices)"/>
  </xsl:template>

  <xsl:template match="tei:attList[@org = 'choice']/tei:attList" mode="attributes" as="element()" priority="1">
    <xsl:variable name="patterns" as="element()*">
      <xsl:apply-templates select="tei:*" mode="attributes"/>
    </xsl:variable>
    <xsl:sequence select="odd:in-group($patterns)"/>
  </xsl:template>

  <xsl:template match="tei:classSpec//tei:attDef" mode="attributes" as="element()">
    <xsl:sequence select="odd:ref(odd:attribute-pattern(ancestor::tei:classSpec/@ident, @ident))"/>
  </xsl:template>

  <xsl:template match="tei:elementSpec//tei:attDef" mode="attributes" as="element()">
    <xsl:sequence select="odd:attribute(.)"/>
  </xsl:template>

  <xsl:template match="tei:attRef[not(@name)]" mode="attributes" as="element()">
    <xsl:sequence select="odd:ref(odd:pattern(key('class', @class)))"/>
  </xsl:template>

  <xsl:template match="tei:attRef[@name]" mode="attributes" as="element()">
    <xsl:sequence select="odd:ref(odd:attribute-pattern(@class, @name))"/>
  </xsl:template>

  <xsl:function name="odd:attribute" as="element()">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:variable name="pattern" as="element()">
      <attribute name="{odd:name($attribute)}">
        <xsl:sequence select="$attribute/@ns"/>
        <xsl:sequence select="odd:documentation($attribute), odd:value($attribute)"/>
      </attribute>
    </xsl:variable>
    <xsl:sequence select="if ($attribute/@usage = 'req') then $pattern else odd:wrapped('optional', $pattern)"/>
  </xsl:function>

  <xsl:function name="odd:documentation" as="element(a:documentation)?">
    <xsl:param name="specification" as="element()"/>
    <xsl:for-each select="odd:description($specification)">
      <a:documentation>
        <xsl:sequence select="."/>
      </a:documentation>
    </xsl:for-each>
  </xsl:function>

</xsl:package>
