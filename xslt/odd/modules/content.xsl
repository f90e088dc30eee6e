<?xml version="1.0" encoding="UTF-8"?>
<!--
  Content models brought to one form (TEI P5, chapter 22.5.1; RELAX NG specification, section 4.19).

  Purpose  odd:content($content) gives what stands in tei:content: nothing but references to elements and
           classes that the schema has, in groups of at least two
  Rules    what refers to an element outside the schema, or to a class without elements, is not allowed: an
           alternative that needs it falls away, and so does a sequence; where it is optional, it is left out
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:odd="https://epistola.example/ns/odd" exclude-result-prefixes="#all">

  <!-- The forbidden pattern is a value that never leaves this module but through an empty tei:content. -->
  <xsl:variable name="odd:forbidden" as="element(odd:forbidden)"><odd:forbidden/></xsl:variable>

  <xsl:function name="odd:content" as="element()">
    <xsl:param name="content" as="element(tei:content)"/>
    <xsl:sequence select="odd:sequence($content)"/>
  </xsl:function>

  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What may occur no time at all says nothing. -->
  <xsl:template match="tei:*[@maxOccurs = '0']" mode="content" as="element(tei:empty)" priority="3">
    <xsl:call-template name="odd:nothing"/>
  </xsl:template>

  <xsl:template match="tei:elementRef[not(key('element', @key))]
                     | tei:classRef[empty(odd:referred(.))]
                     | tei:macroRef[not(key('macro', @key))]" mode="content" as="element()" priority="2">
    <xsl:sequence select="odd:optional-or-forbidden(.)"/>
  </xsl:template>

  <xsl:template match="tei:elementRef | tei:classRef | tei:macroRef | tei:dataRef | tei:textNode | tei:anyElement
                     | tei:valList" mode="content" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="tei:empty" mode="content" as="element(tei:empty)">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- A class taken in part, or in another way than one of its members at a time. -->
  <xsl:template match="tei:classRef[@expand[. != 'alternate'] or @include or @except]" mode="content" priority="1"
      as="element()">
    <xsl:variable name="members" as="element(tei:elementRef)+">
      <xsl:for-each select="odd:referred(.)">
        <elementRef key="{.}" xmlns="http://www.tei-c.org/ns/1.0"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="odd:grouped(., odd:expansion(@expand, $members))"/>
  </xsl:template>

  <xsl:template match="tei:alternate" mode="content" as="element()">
    <xsl:variable name="branches" as="element()*">
      <xsl:apply-templates select="tei:*" mode="content"/>
    </xsl:variable>
    <xsl:variable name="possible" as="element()*" select="$branches[not(self::odd:forbidden)]"/>
    <xsl:sequence select="
        if (empty($possible)) then odd:optional-or-forbidden(.)
        else odd:simplest(odd:group(., 'alternate', $possible))"/>
  </xsl:template>

  <xsl:template match="tei:sequence" mode="content" as="element()">
    <xsl:sequence select="odd:sequence(.)"/>
  </xsl:template>

  <!-- The members of the class that this reference means. -->
  <xsl:function name="odd:referred" as="xs:string*">
    <xsl:param name="reference" as="element(tei:classRef)"/>
    <xsl:variable name="include" as="xs:string*" select="tokenize($reference/@include)"/>
    <xsl:variable name="except" as="xs:string*" select="tokenize($reference/@except)"/>
    <xsl:sequence select="odd:members($reference/@key)[empty($include) or . = $include][not(. = $except)]"/>
  </xsl:function>

  <!-- tei:classRef/@expand: how the members of a class follow one another. -->
  <xsl:function name="odd:expansion" as="element()">
    <xsl:param name="manner" as="xs:string?"/>
    <xsl:param name="members" as="element(tei:elementRef)+"/>
    <xsl:variable name="occurrence" as="attribute()*">
      <xsl:if test="contains($manner, 'Optional')">
        <xsl:attribute name="minOccurs" select="0"/>
      </xsl:if>
      <xsl:if test="contains($manner, 'Repeatable')">
        <xsl:attribute name="maxOccurs" select="'unbounded'"/>
      </xsl:if>
    </xsl:variable>
    <xsl:element name="{if (starts-with($manner, 'sequence')) then 'sequence' else 'alternate'}"
        namespace="http://www.tei-c.org/ns/1.0">
      <xsl:for-each select="$members">
        <xsl:copy>
          <xsl:sequence select="@*, $occurrence"/>
        </xsl:copy>
      </xsl:for-each>
    </xsl:element>
  </xsl:function>

  <xsl:function name="odd:sequence" as="element()">
    <xsl:param name="sequence" as="element()"/>
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="$sequence/tei:*" mode="content"/>
    </xsl:variable>
    <xsl:sequence select="
        if ($parts[self::odd:forbidden]) then odd:optional-or-forbidden($sequence)
        else odd:simplest(odd:group($sequence, 'sequence', $parts[not(self::tei:empty)]))"/>
  </xsl:function>

  <xsl:function name="odd:optional-or-forbidden" as="element()">
    <xsl:param name="pattern" as="element()"/>
    <xsl:choose>
      <xsl:when test="$pattern/@minOccurs = '0'">
        <xsl:call-template name="odd:nothing"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$odd:forbidden"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template name="odd:nothing" as="element(tei:empty)">
    <empty xmlns="http://www.tei-c.org/ns/1.0"/>
  </xsl:template>

  <!-- $parts in a group that occurs as often as $model does. -->
  <xsl:function name="odd:group" as="element()">
    <xsl:param name="model" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:element name="{$name}" namespace="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="$model/(@minOccurs, @maxOccurs, @preserveOrder)"/>
      <xsl:sequence select="$parts"/>
    </xsl:element>
  </xsl:function>

  <xsl:function name="odd:grouped" as="element()">
    <xsl:param name="model" as="element()"/>
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="odd:simplest(odd:group($model, local-name($group), $group/*))"/>
  </xsl:function>

  <!-- No group of one, none of none. -->
  <xsl:function name="odd:simplest" as="element()">
    <xsl:param name="group" as="element()"/>
    <xsl:choose>
      <xsl:when test="empty($group/*)">
        <xsl:call-template name="odd:nothing"/>
      </xsl:when>
      <xsl:when test="count($group/*) = 1">
        <xsl:sequence select="odd:repeated($group/*, $group)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$group"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The only part of a group, repeated as the group was. Numbers beyond 0, 1 and unbounded keep their group. -->
  <xsl:function name="odd:repeated" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="group" as="element()"/>
    <xsl:variable name="least" as="xs:integer*" select="($part, $group) ! odd:least(.)"/>
    <xsl:variable name="most" as="xs:string*" select="($part, $group) ! odd:most(.)"/>
    <xsl:choose>
      <xsl:when test="$part/self::tei:empty">
        <xsl:sequence select="$part"/>
      </xsl:when>
      <xsl:when test="$group[odd:least(.) = 1 and odd:most(.) = '1']">
        <xsl:sequence select="$part"/>
      </xsl:when>
      <xsl:when test="$least &lt;= 1 and not($least > 1) and not($most[not(. = ('1', 'unbounded'))])
                      or $part[odd:least(.) = 1 and odd:most(.) = '1']">
        <xsl:sequence select="odd:times($part, min($least) * max($least), if ($most = 'unbounded') then 'unbounded'
              else $group/odd:most(.))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$group"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:times" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="least" as="xs:integer"/>
    <xsl:param name="most" as="xs:string"/>
    <xsl:element name="{local-name($part)}" namespace="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="$part/@*"/>
      <xsl:attribute name="minOccurs" select="$least"/>
      <xsl:attribute name="maxOccurs" select="$most"/>
      <xsl:sequence select="$part/node()"/>
    </xsl:element>
  </xsl:function>

  <xsl:function name="odd:least" as="xs:integer">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="xs:integer(($pattern/@minOccurs, 1)[1])"/>
  </xsl:function>

  <xsl:function name="odd:most" as="xs:string">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="string(($pattern/@maxOccurs, 1)[1])"/>
  </xsl:function>

</xsl:stylesheet>
