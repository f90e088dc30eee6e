<?xml version="1.0" encoding="UTF-8"?>
<!--
  How a changed declaration is laid over the one it changes (TEI P5, chapter 23.3.1 on @mode).

  Purpose  odd:changed($base, $change) gives one declaration made of two
  Used by  30-merge (an ODD's specifications over those of TEI), 40-resolve (an element's attributes over
           those of its classes)
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <!-- What a specification consists of, in the order in which TEI wants it. -->
  <xsl:variable name="odd:parts" as="xs:string+"
      select="'altIdent', 'equiv', 'gloss', 'desc', 'classes', 'content', 'datatype', 'constraintSpec', 'attList',
              'defaultVal', 'valList', 'model', 'exemplum', 'remarks', 'listRef'"/>

  <!-- Attributes and children of $base, each part replaced or altered by the like part of $change. -->
  <xsl:function name="odd:changed" as="element()">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:element name="{local-name($base)}" namespace="{namespace-uri($base)}">
      <xsl:sequence select="$base/@*, $change/(@* except @mode), $base/@mode"/>
      <xsl:for-each select="$odd:parts">
        <xsl:variable name="part" as="xs:string" select="."/>
        <xsl:sequence select="odd:changed-part($part, $base/*[local-name() = $part],
              $change/*[local-name() = $part])"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:function>

  <xsl:function name="odd:changed-part" as="element()*">
    <xsl:param name="part" as="xs:string"/>
    <xsl:param name="base" as="element()*"/>
    <xsl:param name="change" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($change)">
        <xsl:sequence select="$base"/>
      </xsl:when>
      <xsl:when test="$part = 'classes'">
        <xsl:sequence select="odd:changed-classes($base, $change)"/>
      </xsl:when>
      <xsl:when test="$part = 'constraintSpec'">
        <xsl:sequence select="odd:changed-items($base, $change)"/>
      </xsl:when>
      <xsl:when test="$part = ('attList', 'valList')">
        <xsl:apply-templates select="$change" mode="change">
          <xsl:with-param name="base" select="$base"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$change"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Memberships: all anew, or some added and some withdrawn. -->
  <xsl:function name="odd:changed-classes" as="element(tei:classes)">
    <xsl:param name="base" as="element(tei:classes)?"/>
    <xsl:param name="change" as="element(tei:classes)"/>
    <classes xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="$base[$change/@mode = 'change']/tei:memberOf[not(@key = $change/tei:memberOf/@key)]"/>
      <xsl:sequence select="$change/tei:memberOf[not(@mode = 'delete')]"/>
    </classes>
  </xsl:function>

  <!-- Things with an @ident (constraints, values): the base's, altered in their place, then the new ones. -->
  <xsl:function name="odd:changed-items" as="element()*">
    <xsl:param name="base" as="element()*"/>
    <xsl:param name="change" as="element()*"/>
    <xsl:for-each select="$base">
      <xsl:variable name="item" as="element()" select="."/>
      <xsl:sequence select="odd:changed-item($item, $change[@ident = $item/@ident][last()])"/>
    </xsl:for-each>
    <xsl:sequence select="$change[not(@ident = $base/@ident)][not(@mode = 'delete')]"/>
  </xsl:function>

  <xsl:function name="odd:changed-item" as="element()?">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="change" as="element()?"/>
    <xsl:sequence select="
        if (empty($change)) then $base
        else if ($change/@mode = 'delete') then ()
        else if ($change/@mode = 'change') then odd:with-parts($base, $change)
        else $change"/>
  </xsl:function>

  <!-- A constraint or a value whose own children replace those of the same name. -->
  <xsl:function name="odd:with-parts" as="element()">
    <xsl:param name="base" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:element name="{local-name($base)}" namespace="{namespace-uri($base)}">
      <xsl:sequence select="$base/@*, $change/(@* except @mode)"/>
      <xsl:sequence select="$base/*[not(node-name() = $change/*/node-name())], $change/*"/>
    </xsl:element>
  </xsl:function>

  <xsl:mode name="change" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:valList" mode="change" as="element(tei:valList)?">
    <xsl:param name="base" as="element(tei:valList)?"/>
    <xsl:if test="not(@mode = 'delete')">
      <valList xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="$base[current()/@mode = 'change']/@*, @* except @mode"/>
        <xsl:sequence select="if (@mode = 'change') then odd:changed-items($base/tei:valItem, tei:valItem) else *"/>
      </valList>
    </xsl:if>
  </xsl:template>

  <!-- Attributes keep the groups in which the base has them; what is new to the base comes last. -->
  <xsl:template match="tei:attList" mode="change" as="element(tei:attList)">
    <xsl:param name="base" as="element(tei:attList)?"/>
    <xsl:variable name="change" as="element(tei:attList)" select="."/>
    <xsl:variable name="known" as="xs:string*" select="$base//(tei:attDef | tei:attRef)/odd:attribute-key(.)"/>
    <attList xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="$base/@*"/>
      <xsl:apply-templates select="$base/*" mode="attributes">
        <xsl:with-param name="change" select="$change" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="$change/*" mode="new-attributes">
        <xsl:with-param name="known" select="$known" tunnel="yes"/>
      </xsl:apply-templates>
    </attList>
  </xsl:template>

  <xsl:function name="odd:attribute-key" as="xs:string">
    <xsl:param name="attribute" as="element()"/>
    <xsl:sequence select="string(($attribute/@ident, $attribute/@name)[1])"/>
  </xsl:function>

  <xsl:mode name="attributes" on-no-match="shallow-copy"/>

  <xsl:template match="tei:attDef" mode="attributes" as="element(tei:attDef)">
    <xsl:param name="change" as="element(tei:attList)" tunnel="yes"/>
    <xsl:variable name="altered" as="element(tei:attDef)?"
        select="$change//tei:attDef[@ident = current()/@ident][last()]"/>
    <xsl:sequence select="odd:changed-attribute(., $altered)"/>
  </xsl:template>

  <xsl:template match="tei:attRef" mode="attributes" as="element(tei:attRef)?">
    <xsl:param name="change" as="element(tei:attList)" tunnel="yes"/>
    <xsl:sequence select=".[not($change//tei:attDef/@ident = @name)]"/>
  </xsl:template>

  <!-- An attribute that the base itself alters in a class (@mode) goes on doing so. -->
  <xsl:function name="odd:changed-attribute" as="element(tei:attDef)">
    <xsl:param name="base" as="element(tei:attDef)"/>
    <xsl:param name="change" as="element(tei:attDef)?"/>
    <xsl:choose>
      <xsl:when test="empty($change)">
        <xsl:sequence select="$base"/>
      </xsl:when>
      <xsl:when test="$change/@mode = 'delete'">
        <xsl:sequence select="$change"/>
      </xsl:when>
      <xsl:when test="$change/@mode = 'change'">
        <xsl:sequence select="odd:changed($base, $change)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$change"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="new-attributes" on-no-match="shallow-copy"/>

  <xsl:template match="tei:attDef | tei:attRef" mode="new-attributes" as="element()?">
    <xsl:param name="known" as="xs:string*" tunnel="yes"/>
    <xsl:sequence select=".[not(odd:attribute-key(.) = $known)]"/>
  </xsl:template>

</xsl:stylesheet>
