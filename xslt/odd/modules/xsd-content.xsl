<?xml version="1.0" encoding="UTF-8"?>
<!--
  Content models as particles of XML Schema (XML Schema part 1, section 3.8).

  Purpose  odd:content-particle($specification): the particle of an element or macro, deterministic; text is
           not a particle, it makes the type mixed
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="tei odd">

  <xsl:function name="odd:content-particle" as="element()?">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="particle" as="element()*">
      <xsl:apply-templates select="
          if (odd:is-loosened($specification)) then odd:loosened($specification) else $specification/tei:content/tei:*"
          mode="particle"/>
    </xsl:variable>
    <xsl:sequence select="
        if (count($particle) = 1 and not($particle/(self::xs:element | self::xs:any))) then $particle
        else odd:wrapped-particle('sequence', $particle, ())"/>
  </xsl:function>

  <xsl:mode name="particle" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:textNode | tei:empty" mode="particle" as="empty-sequence()"/>

  <!-- A choice without branches is what no content fulfils. -->
  <xsl:template match="odd:forbidden" mode="particle" as="element(xs:choice)">
    <xs:choice/>
  </xsl:template>

  <xsl:template match="tei:elementRef" mode="particle" as="element(xs:element)">
    <xs:element ref="{key('element', @key, root($odd:schema)) ! odd:name(.)}">
      <xsl:sequence select="odd:occurrence(.)"/>
    </xs:element>
  </xsl:template>

  <!-- Elements of other namespaces would need a schema of their own. -->
  <xsl:template match="tei:elementRef[key('element', @key,
        root($odd:schema))/odd:namespace(.) != $odd:target]" mode="particle"
      as="element(xs:any)" priority="1">
    <xs:any namespace="{key('element', @key, root($odd:schema)) ! odd:namespace(.)}" processContents="skip">
      <xsl:sequence select="odd:occurrence(.)"/>
    </xs:any>
  </xsl:template>

  <xsl:template match="tei:anyElement" mode="particle" as="element(xs:any)">
    <xs:any namespace="##other" processContents="skip">
      <xsl:sequence select="odd:occurrence(.)"/>
    </xs:any>
  </xsl:template>

  <xsl:template match="tei:classRef" mode="particle" as="element(xs:group)">
    <xs:group ref="{@key}">
      <xsl:sequence select="odd:occurrence(.)"/>
    </xs:group>
  </xsl:template>

  <xsl:template match="tei:macroRef" mode="particle" as="element(xs:group)?">
    <xsl:if test="odd:has-particle(key('macro', @key, root($odd:schema))/tei:content)">
      <xs:group ref="{@key}">
        <xsl:sequence select="odd:occurrence(.)"/>
      </xs:group>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:sequence" mode="particle" as="element()?">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="tei:*" mode="particle"/>
    </xsl:variable>
    <xsl:sequence select="odd:wrapped-particle('sequence', $parts, odd:occurrence(.))"/>
  </xsl:template>

  <!-- Where text, or nothing, is one of the alternatives, none of the elements is needed. -->
  <xsl:template match="tei:alternate" mode="particle" as="element()?">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="tei:*" mode="particle"/>
    </xsl:variable>
    <xsl:variable name="optional" as="attribute()?">
      <xsl:if test="tei:textNode or tei:empty or tei:macroRef[not(odd:has-particle(key('macro', @key)/tei:content))]">
        <xsl:attribute name="minOccurs" select="0"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="odd:wrapped-particle('choice', $parts, (odd:occurrence(.), $optional))"/>
  </xsl:template>

  <xsl:function name="odd:wrapped-particle" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="occurrence" as="attribute()*"/>
    <xsl:if test="exists($parts)">
      <xsl:element name="xs:{$name}">
        <xsl:sequence select="$occurrence, $parts"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:occurrence" as="attribute()*">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="$pattern/(@minOccurs, @maxOccurs)[. != '1']"/>
  </xsl:function>

  <!-- Does text stand in this content, itself or through a macro? -->
  <xsl:function name="odd:has-text" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="
        exists($content//tei:textNode)
        or (some $macro in $content//tei:macroRef satisfies odd:has-text(key('macro', $macro/@key, root($odd:schema))/tei:content))"/>
  </xsl:function>

  <xsl:function name="odd:has-particle" as="xs:boolean">
    <xsl:param name="content" as="element()?"/>
    <xsl:sequence select="
        exists($content//(tei:elementRef | tei:classRef | tei:anyElement))
        or (some $macro in $content//tei:macroRef satisfies odd:has-particle(key('macro', $macro/@key, root($odd:schema))/tei:content))"/>
  </xsl:function>

</xsl:stylesheet>
