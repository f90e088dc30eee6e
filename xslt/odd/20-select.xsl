<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 20: everything that the schema is made of, in one place.

  Input    an ODD; parameter p5, the compiled TEI source (a document that has the specifications of all its
           modules), needed when the ODD refers to TEI; parameter language, that of the descriptions
  Output   tei:schemaSpec: what the ODD chose from p5 (@odd:from="p5"), then what it declares itself, with
           specification groups dissolved
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/20-select" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:include href="modules/declarations.xsl"/>

  <xsl:param name="p5" as="document-node()?" select="()"/>
  <xsl:param name="language" as="xs:string" select="'en'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:global-context-item as="document-node()" use="required"/>

  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="/" as="document-node(element(tei:schemaSpec))">
    <xsl:document>
      <xsl:apply-templates select="odd:schema(.)"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(tei:schemaSpec)">
    <xsl:variable name="declarations" as="element()*" select="odd:declarations(.)"/>
    <xsl:copy>
      <xsl:namespace name="odd" select="'https://epistola.example/ns/odd'"/>
      <xsl:apply-templates select="@*, tei:gloss, tei:desc"/>
      <xsl:apply-templates select="$declarations" mode="chosen"/>
      <xsl:apply-templates select="$p5//(tei:dataSpec | tei:macroSpec)" mode="p5"/>
      <xsl:apply-templates select="$declarations[odd:is-specification(.) or self::tei:constraintSpec]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:mode name="chosen" on-no-match="deep-skip"/>

  <!-- A module: all its classes, and its elements, or some of them. -->
  <xsl:template match="tei:moduleRef[@key]" mode="chosen" as="element()*">
    <xsl:variable name="include" as="xs:string*" select="tokenize(@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize(@except)"/>
    <xsl:apply-templates mode="p5" select="
        key('module', @key, $p5)[self::tei:moduleSpec or self::tei:classSpec or self::tei:elementSpec]
        [not(self::tei:elementSpec) or ((empty(current()/@include) or @ident = $include) and not(@ident = $except))]"/>
  </xsl:template>

  <xsl:template match="tei:elementRef" mode="chosen" as="element(tei:elementSpec)*">
    <xsl:apply-templates select="key('declared', @key, $p5)[self::tei:elementSpec]" mode="p5"/>
  </xsl:template>

  <!-- A class, and which of its possible members are to be in it. -->
  <xsl:template match="tei:classRef" mode="chosen" as="element(tei:classSpec)*">
    <xsl:apply-templates select="key('declared', @key, $p5)[self::tei:classSpec]" mode="p5">
      <xsl:with-param name="limits" select="@include, @except"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:mode name="p5" on-no-match="shallow-copy"/>

  <xsl:template match="tei:moduleSpec | tei:classSpec | tei:elementSpec | tei:macroSpec | tei:dataSpec" mode="p5"
      as="element()">
    <xsl:param name="limits" as="attribute()*"/>
    <xsl:copy>
      <xsl:attribute name="odd:from" select="'p5'"/>
      <xsl:for-each select="$limits">
        <xsl:attribute name="odd:{local-name()}" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="@* except (@xml:id, @mode), tei:*" mode="p5"/>
    </xsl:copy>
  </xsl:template>

  <!-- The source speaks many languages. -->
  <xsl:template match="(tei:gloss | tei:desc | tei:remarks | tei:exemplum
        | tei:constraintSpec)[@xml:lang[not(. = ($language, 'und'))]]"
      mode="p5" as="empty-sequence()"/>

  <xsl:template match="comment() | processing-instruction() | tei:listRef" mode="p5 #unnamed" as="empty-sequence()"/>

</xsl:package>
