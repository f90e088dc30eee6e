<?xml version="1.0" encoding="UTF-8"?>
<!--
  The attributes of an element or class, each once (TEI P5, chapters 1.3.1 and 23.5.3).

  Purpose  odd:attributes($specification) gives its tei:attList: own attributes, attRef[@class] for a whole
           class with all classes above it, attRef[@class and @name] for one attribute of a class
  Rules    an own attribute hides that of a class (mode="change" is laid over it, mode="delete" takes it
           away); of two classes that bring the same attribute, the first gives it
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all">

  <xsl:function name="odd:attributes" as="element(tei:attList)?">
    <xsl:param name="specification" as="element()"/>
    <xsl:variable name="own" as="element()*">
      <xsl:apply-templates select="$specification/tei:attList/tei:*" mode="own">
        <xsl:with-param name="specification" select="$specification" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="inherited" as="element(tei:attRef)*"
        select="odd:inherited(odd:attribute-classes($specification), odd:spoken-for($specification))?references"/>
    <xsl:if test="exists(($own, $inherited))">
      <attList xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:sequence select="$specification/tei:attList/@org, $own, $inherited"/>
      </attList>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:attribute-classes" as="element(tei:classSpec)*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="odd:classes-of($specification) ! key('class', ., $odd:specification)[@type = 'atts']"/>
  </xsl:function>

  <!-- The names about which a specification itself has something to say. -->
  <xsl:function name="odd:spoken-for" as="xs:string*">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="$specification/tei:attList//(tei:attDef | tei:attRef)/odd:attribute-key(.)"/>
  </xsl:function>

  <xsl:mode name="own" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="tei:attList" mode="own" as="element(tei:attList)?">
    <xsl:variable name="attributes" as="element()*">
      <xsl:apply-templates select="tei:*" mode="own"/>
    </xsl:variable>
    <xsl:where-populated>
      <xsl:copy>
        <xsl:sequence select="@org[exists($attributes)], $attributes"/>
      </xsl:copy>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="tei:attRef" mode="own" as="element(tei:attRef)?">
    <xsl:sequence select=".[exists(odd:definition(key('class', @class, $odd:specification), @name))]"/>
  </xsl:template>

  <xsl:template match="tei:attDef[@mode = 'delete']" mode="own" as="empty-sequence()"/>

  <xsl:template match="tei:attDef[@mode = 'change']" mode="own" as="element(tei:attDef)">
    <xsl:param name="specification" as="element()" tunnel="yes"/>
    <xsl:variable name="classes" as="element(tei:classSpec)*" select="odd:attribute-classes($specification)"/>
    <xsl:variable name="changed" as="element(tei:attDef)?" select="odd:definition($classes, @ident)"/>
    <xsl:sequence select="odd:plain(if (exists($changed)) then odd:changed($changed, .) else .)"/>
  </xsl:template>

  <xsl:template match="tei:attDef[not(@mode = ('delete', 'change'))]" mode="own" as="element(tei:attDef)">
    <xsl:sequence select="odd:plain(.)"/>
  </xsl:template>

  <xsl:function name="odd:plain" as="element(tei:attDef)">
    <xsl:param name="attribute" as="element(tei:attDef)"/>
    <xsl:for-each select="$attribute">
      <xsl:copy>
        <xsl:sequence select="@* except @mode, *"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- The definition of $name that the first of $classes, or a class above it, has. -->
  <xsl:function name="odd:definition" as="element(tei:attDef)?">
    <xsl:param name="classes" as="element(tei:classSpec)*"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="found" as="element(tei:attDef)*">
      <xsl:for-each select="$classes">
        <xsl:variable name="own" as="element(tei:attDef)?" select="tei:attList//tei:attDef[@ident = $name]"/>
        <xsl:variable name="above" as="element(tei:attDef)?"
            select="if ($own[not(@mode = 'change')]) then () else odd:definition(odd:attribute-classes(.), $name)"/>
        <xsl:sequence select="
            if (empty($own)) then $above
            else if ($own/@mode = 'delete') then ()
            else if (exists($above)) then odd:changed($above, $own)
            else $own"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$found[1]"/>
  </xsl:function>

  <!-- Class -> the names of all attributes that it gives, through the classes above it too. -->
  <xsl:variable name="odd:given" as="map(xs:string, xs:string*)" select="
      map:merge($odd:specification//tei:classSpec[@type = 'atts'] ! map:entry(string(@ident), odd:names-given(.)))"/>

  <xsl:function name="odd:names-given" as="xs:string*">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:variable name="above" as="xs:string*" select="odd:attribute-classes($class) ! odd:names-given(.)"/>
    <xsl:sequence select="
        distinct-values(($class/tei:attList//(tei:attDef[not(@mode = 'delete')] | tei:attRef)/odd:attribute-key(.),
                         $above[not(. = odd:spoken-for($class))]))"/>
  </xsl:function>

  <!-- What $classes bring beside the names in $taken: their references, and the names taken then. -->
  <xsl:function name="odd:inherited" as="map(xs:string, item()*)">
    <xsl:param name="classes" as="element(tei:classSpec)*"/>
    <xsl:param name="taken" as="xs:string*"/>
    <xsl:sequence select="
        fold-left($classes, map { 'references': (), 'taken': $taken }, function($sofar, $class) {
          let $brought := odd:brought($class, $sofar?taken)
          return map { 'references': ($sofar?references, $brought?references), 'taken': $brought?taken }
        })"/>
  </xsl:function>

  <!-- A class comes whole when nothing of it is taken, else attribute by attribute. -->
  <xsl:function name="odd:brought" as="map(xs:string, item()*)">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:param name="taken" as="xs:string*"/>
    <xsl:variable name="given" as="xs:string*" select="$odd:given($class/@ident)"/>
    <xsl:choose>
      <xsl:when test="empty($given[not(. = $taken)])">
        <xsl:sequence select="map { 'references': (), 'taken': $taken }"/>
      </xsl:when>
      <xsl:when test="empty($given[. = $taken])">
        <xsl:sequence select="map { 'references': odd:reference($class, ()), 'taken': ($taken, $given) }"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:brought-singly($class, $taken)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:brought-singly" as="map(xs:string, item()*)">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:param name="taken" as="xs:string*"/>
    <xsl:variable name="own" as="xs:string*"
        select="$class/tei:attList//(tei:attDef[not(@mode = 'delete')] | tei:attRef)/odd:attribute-key(.)"/>
    <xsl:variable name="above" as="map(xs:string, item()*)"
        select="odd:inherited(odd:attribute-classes($class), ($taken, odd:spoken-for($class)))"/>
    <xsl:sequence select="
        map { 'references': ($own[not(. = $taken)] ! odd:reference($class, .), $above?references),
              'taken': $above?taken }"/>
  </xsl:function>

  <xsl:function name="odd:reference" as="element(tei:attRef)">
    <xsl:param name="class" as="element(tei:classSpec)"/>
    <xsl:param name="name" as="xs:string?"/>
    <attRef class="{$class/@ident}" xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:if test="exists($name)">
        <xsl:attribute name="name" select="$name"/>
      </xsl:if>
    </attRef>
  </xsl:function>

</xsl:stylesheet>
