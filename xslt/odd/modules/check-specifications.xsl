<?xml version="1.0" encoding="UTF-8"?>
<!--
  Mistakes in declarations: names that nobody declares, circles, attributes given twice, impossible numbers.

  Purpose  the mode "specifications", applied to elementSpec, classSpec, macroSpec and dataSpec
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="specifications" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="tei:exemplum | tei:remarks | tei:desc | tei:gloss | tei:constraintSpec"
      mode="specifications" as="empty-sequence()"/>

  <xsl:template match="tei:elementSpec" mode="specifications" as="element(odd:problem)*">
    <xsl:if test="not(@mode = ('change', 'delete')) and not(tei:content/tei:*)">
      <xsl:sequence select="odd:problem(., 'no-content', 'Nothing says what the element “' || @ident
            || '” may contain: add a content, with empty in it if it contains nothing.')"/>
    </xsl:if>
    <xsl:apply-templates select="tei:*" mode="specifications"/>
  </xsl:template>

  <xsl:template match="tei:classSpec | tei:macroSpec | tei:dataSpec" mode="specifications" as="element(odd:problem)*">
    <xsl:variable name="circle" as="xs:string*" select="odd:circle(., ())"/>
    <xsl:if test="exists($circle)">
      <xsl:sequence select="odd:problem(., 'circular-' || $odd:kinds(local-name()),
          'The ' || $odd:kinds(local-name()) || ' “' || @ident || '” leads back to itself (' || string-join($circle, ' → ') || '): break the circle.')"/>
    </xsl:if>
    <xsl:apply-templates select="tei:*" mode="specifications"/>
  </xsl:template>

  <!-- The way by which a declaration leads back to itself through others of its kind, or nothing. -->
  <xsl:function name="odd:circle" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:param name="way" as="element()*"/>
    <xsl:choose>
      <xsl:when test="$specification is $way[1]">
        <xsl:sequence select="($way, $specification) ! string(@ident)"/>
      </xsl:when>
      <xsl:when test="not($specification intersect $way)">
        <xsl:variable name="circles" as="xs:string*"
            select="for $next in odd:leads-to($specification)
                  return string-join(odd:circle($next, ($way, $specification)), ' ')"/>
        <xsl:sequence select="tokenize($circles[. != ''][1])"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:leads-to" as="element()*">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="
        $specification/self::tei:classSpec/tei:classes/tei:memberOf/@key,
        $specification/self::tei:macroSpec/tei:content//tei:macroRef/@key,
        $specification/self::tei:dataSpec/tei:content//tei:dataRef/@key"/>
    <xsl:sequence select="$names ! odd:known(local-name($specification), .)[1]"/>
  </xsl:function>

  <xsl:template match="tei:memberOf" mode="specifications" as="element(odd:problem)?">
    <xsl:sequence select="odd:unknown(., 'classSpec', @key)"/>
  </xsl:template>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef" mode="specifications" as="element(odd:problem)*">
    <xsl:sequence select="odd:unknown(., replace(local-name(), 'Ref$', 'Spec'), @key), odd:impossible(.)"/>
  </xsl:template>

  <xsl:template match="tei:alternate | tei:sequence" mode="specifications" as="element(odd:problem)*">
    <xsl:sequence select="odd:impossible(.)"/>
    <xsl:apply-templates select="tei:*" mode="specifications"/>
  </xsl:template>

  <xsl:template match="tei:dataRef" mode="specifications" as="element(odd:problem)*">
    <xsl:sequence select="odd:unknown(., 'dataSpec', @key)"/>
    <xsl:if test="@name[not(. = $odd:xsd-types)]">
      <xsl:sequence select="odd:problem(., 'unknown-type', 'XML Schema has no datatype “' || @name
            || '”: correct dataRef/@name, or use @key for a datatype of TEI.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="odd:xsd-types" as="xs:string+" select="tokenize(
      'string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth hexBinary base64Binary
       anyURI QName NOTATION normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES integer
       nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort
       unsignedByte positiveInteger')"/>

  <xsl:function name="odd:impossible" as="element(odd:problem)?">
    <xsl:param name="pattern" as="element()"/>
    <xsl:if test="$pattern/@maxOccurs castable as xs:integer
          and xs:integer($pattern/@maxOccurs) lt xs:integer(($pattern/@minOccurs, 1)[1])">
      <xsl:sequence select="odd:problem($pattern, 'impossible-number', 'Nothing can occur at least '
            || ($pattern/@minOccurs, 1)[1] || ' times and at most ' || $pattern/@maxOccurs
            || ' times: correct @minOccurs or @maxOccurs.')"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:attDef" mode="specifications" as="element(odd:problem)*">
    <xsl:variable name="attribute" as="element(tei:attDef)" select="."/>
    <xsl:if test="ancestor::tei:attList[last()]//tei:attDef[@ident = $attribute/@ident][. &lt;&lt; $attribute]">
      <xsl:sequence select="odd:problem(., 'attribute-twice', 'The attribute “' || @ident || '” of “'
            || ancestor::*[odd:is-specification(.)][1]/@ident
            || '” is declared a second time: remove one of the two.')"/>
    </xsl:if>
    <xsl:apply-templates select="tei:*" mode="specifications"/>
  </xsl:template>

  <xsl:template match="tei:attRef" mode="specifications" as="element(odd:problem)*">
    <xsl:variable name="class" as="element()?" select="odd:known('classSpec', @class)[1]"/>
    <xsl:sequence select="odd:unknown(., 'classSpec', @class)"/>
    <xsl:if test="$class and not($class//tei:attDef/@ident = @name)">
      <xsl:sequence select="odd:problem(., 'unknown-attribute', 'The class “' || @class || '” has no attribute “'
            || @name || '”: correct attRef/@name.')"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
