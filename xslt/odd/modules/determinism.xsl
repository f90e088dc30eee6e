<?xml version="1.0" encoding="UTF-8"?>
<!--
  Is a content model deterministic, so that a validator always knows which particle an element belongs to?
  (XML Schema part 1, section 3.8.6, "Unique Particle Attribution"; the sets are those of Glushkov's construction.)

  Purpose  odd:is-deterministic($content); odd:inlined($content), the same content without macros
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <xsl:function name="odd:is-deterministic" as="xs:boolean">
    <xsl:param name="content" as="element(tei:content)"/>
    <xsl:variable name="model" as="element(tei:sequence)" select="odd:inlined($content)"/>
    <xsl:sequence select="
        odd:are-distinct(odd:first($model))
        and (every $particle in $model//*[odd:is-particle(.)] satisfies odd:are-distinct(odd:next($particle)))"/>
  </xsl:function>

  <!-- One tree to work on: macros replaced by what they stand for. -->
  <xsl:function name="odd:inlined" as="element(tei:sequence)">
    <xsl:param name="content" as="element(tei:content)"/>
    <sequence xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:apply-templates select="$content/tei:*" mode="inlined"/>
    </sequence>
  </xsl:function>

  <xsl:mode name="inlined" on-no-match="shallow-copy"/>

  <xsl:template match="tei:macroRef" mode="inlined" as="element(tei:sequence)">
    <sequence xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="@minOccurs, @maxOccurs"/>
      <xsl:apply-templates select="key('macro', @key)/tei:content/tei:*" mode="inlined"/>
    </sequence>
  </xsl:template>

  <xsl:function name="odd:is-particle" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[self::tei:elementRef or self::tei:classRef or self::tei:anyElement])"/>
  </xsl:function>

  <xsl:function name="odd:is-optional" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:choose>
      <xsl:when test="$node/@minOccurs = '0'">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="odd:is-particle($node) or $node/self::odd:forbidden">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$node/self::tei:alternate">
        <xsl:sequence select="some $branch in $node/* satisfies odd:is-optional($branch)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="every $part in $node/* satisfies odd:is-optional($part)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The particles that may come first in $node. -->
  <xsl:function name="odd:first" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
        if (odd:is-particle($node)) then $node
        else if ($node/self::tei:sequence) then odd:first-of($node/*)
        else $node/* ! odd:first(.)"/>
  </xsl:function>

  <!-- The particles that may come first in a row of $parts. -->
  <xsl:function name="odd:first-of" as="element()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:variable name="needed" as="xs:integer"
        select="(for $i in 1 to count($parts) return $i[not(odd:is-optional($parts[$i]))], count($parts))[1]"/>
    <xsl:sequence select="$parts[position() le $needed] ! odd:first(.)"/>
  </xsl:function>

  <!-- The particles that may come after $node: itself again, its later siblings, what follows its parent. -->
  <xsl:function name="odd:next" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="later" as="element()*" select="$node[parent::tei:sequence]/following-sibling::*"/>
    <xsl:sequence select="
        odd:first($node)[not(odd:most($node) = '1')]
        | odd:first-of($later)
        | $node/parent::*[every $part in $later satisfies odd:is-optional($part)] ! odd:next(.)"/>
  </xsl:function>

  <xsl:function name="odd:are-distinct" as="xs:boolean">
    <xsl:param name="particles" as="element()*"/>
    <xsl:variable name="names" as="xs:string*" select="($particles | ()) ! odd:names-of(.)"/>
    <xsl:sequence select="count($names) = count(distinct-values($names))"/>
  </xsl:function>

  <xsl:function name="odd:names-of" as="xs:string*">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="
        if ($particle/self::tei:elementRef) then odd:seen-as($particle/@key)
        else if ($particle/self::tei:anyElement) then '*'
        else key('class', $particle/@key, root($odd:schema))/tei:content//tei:elementRef/@key ! odd:seen-as(.)"/>
  </xsl:function>

  <!-- Elements of other namespaces can't be told from any element of another namespace. -->
  <xsl:function name="odd:seen-as" as="xs:string">
    <xsl:param name="element" as="xs:string"/>
    <xsl:sequence select="if (key('element', $element, root($odd:schema))/odd:namespace(.) = $odd:target)
          then $element else '*'"/>
  </xsl:function>

</xsl:stylesheet>
