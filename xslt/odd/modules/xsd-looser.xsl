<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where the XML Schema says less than the ODD, and the list of these places.

  Purpose  odd:is-loosened, odd:loosened: content that is not deterministic becomes any number of its elements
           in any order; odd:looser-parts: the annotation that lists this and everything else of the kind
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="tei odd" expand-text="yes">

  <!-- Elements and macros whose content XML Schema could not follow. -->
  <xsl:variable name="odd:loose" as="xs:string*" select="
      $odd:schema/(tei:macroSpec | tei:elementSpec[not(tei:content[count(tei:*) = 1]/tei:macroRef)])
        [tei:content//tei:sequence/@preserveOrder = 'false' or tei:content ! not(odd:is-deterministic(.))]/@ident/string()"/>

  <xsl:function name="odd:is-loosened" as="xs:boolean">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="$specification/@ident = $odd:loose"/>
  </xsl:function>

  <xsl:function name="odd:loosened" as="element(tei:alternate)?">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="model" as="element(tei:sequence)" select="odd:inlined($specification/tei:content)"/>
    <xsl:where-populated>
      <alternate minOccurs="0" maxOccurs="unbounded" xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:for-each select="distinct-values($model//*[odd:is-particle(.)]/odd:names-of(.))">
          <xsl:sort select="."/>
          <xsl:choose>
            <xsl:when test=". = '*'">
              <anyElement/>
            </xsl:when>
            <xsl:otherwise>
              <elementRef key="{.}"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </alternate>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="odd:looser-parts" as="element(xs:annotation)">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xs:annotation>
      <xsl:for-each select="odd:description($schema)">
        <xs:documentation>{.}</xs:documentation>
      </xsl:for-each>
      <xs:documentation>Made from the ODD, as the RELAX NG is. What XML Schema can't say is looser here, never stricter:</xs:documentation>
      <xs:documentation>Every element may be the root of a document; the ODD asks for {string-join(odd:start(), ' or ')}.</xs:documentation>
      <xsl:sequence select="
          odd:looser($odd:loose, 'its elements may stand in any order and number'),
          odd:looser($schema/*[.//tei:attList/@org = 'choice']/@ident, 'attributes that exclude one another may stand together'),
          odd:looser($schema/*[odd:text-is-placed(.)]/@ident, 'text may stand between all its elements'),
          odd:looser($schema/tei:elementSpec[tei:content/tei:valList]/@ident, 'its values are any token'),
          odd:looser($schema/tei:dataSpec[tei:content//tei:sequence]/@ident, 'its value is any text'),
          odd:looser($schema/tei:elementSpec[odd:namespace(.) != $odd:target]/@ident,
                     'it belongs to another namespace, and what is in it is not looked at')"/>
    </xs:annotation>
  </xsl:function>

  <xsl:function name="odd:looser" as="element(xs:documentation)*">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="how" as="xs:string"/>
    <xsl:for-each select="$names">
      <xs:documentation>{.}: {$how}.</xs:documentation>
    </xsl:for-each>
  </xsl:function>

  <!-- Content that has text at certain places only, not everywhere among its elements. -->
  <xsl:function name="odd:text-is-placed" as="xs:boolean">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="
        exists($specification[self::tei:elementSpec or self::tei:macroSpec]/tei:content[.//tei:elementRef | .//tei:classRef]
               //tei:textNode[not(ancestor::tei:alternate[@maxOccurs = 'unbounded'])])"/>
  </xsl:function>

</xsl:stylesheet>
