<?xml version="1.0" encoding="UTF-8"?>
<!--
  Names that the grammars share: what a thing is called in documents, and in the schema.

  Purpose  odd:name, odd:namespace (in documents), odd:attribute-pattern (in the schema), the keys
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <xsl:key name="element" match="tei:elementSpec" use="@ident"/>
  <xsl:key name="class" match="tei:classSpec" use="@ident"/>
  <xsl:key name="macro" match="tei:macroSpec" use="@ident"/>
  <xsl:key name="data" match="tei:dataSpec" use="@ident"/>

  <xsl:variable name="odd:schema" as="element(tei:schemaSpec)" select="/tei:schemaSpec"/>

  <!-- The name that documents use: an altIdent if there is one (TEI P5, chapter 22.5.3). -->
  <xsl:function name="odd:name" as="xs:string">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="string(($specification/tei:altIdent, $specification/@ident)[1])"/>
  </xsl:function>

  <xsl:function name="odd:namespace" as="xs:string">
    <xsl:param name="element" as="element(tei:elementSpec)"/>
    <xsl:sequence select="string(($element/@ns, $odd:schema/@ns, 'http://www.tei-c.org/ns/1.0')[1])"/>
  </xsl:function>

  <!-- The elements with which a document may begin. -->
  <xsl:function name="odd:start" as="xs:string*">
    <xsl:sequence select="(tokenize($odd:schema/@start),
          'TEI'[not($odd:schema/@start)])[key('element', ., root($odd:schema))]"/>
  </xsl:function>

  <xsl:key name="named" match="tei:schemaSpec/(tei:elementSpec | tei:classSpec | tei:macroSpec
        | tei:dataSpec)" use="@ident"/>

  <!-- The name of a declaration in a grammar, where elements come before others that have the same name. -->
  <xsl:function name="odd:pattern" as="xs:string">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="namesakes" as="element()+" select="key('named', $specification/@ident, root($specification))"/>
    <xsl:sequence select="
        if (count($namesakes) = 1 or $specification/self::tei:elementSpec) then string($specification/@ident)
        else replace(local-name($specification), 'Spec$', '.') || $specification/@ident"/>
  </xsl:function>

  <xsl:function name="odd:attribute-pattern" as="xs:string">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:sequence select="$class || '.attribute.' || translate($attribute, ':', '-')"/>
  </xsl:function>

  <xsl:function name="odd:least" as="xs:integer">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="xs:integer(($pattern/@minOccurs, 1)[1])"/>
  </xsl:function>

  <xsl:function name="odd:most" as="xs:string">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="string(($pattern/@maxOccurs, 1)[1])"/>
  </xsl:function>

  <!-- The first line of everything that is made. -->
  <xsl:function name="odd:warning" as="comment()" expand-text="yes">
    <xsl:comment> Made from the ODD of {$odd:schema/@ident}: change that, never this. </xsl:comment>
  </xsl:function>

</xsl:stylesheet>
