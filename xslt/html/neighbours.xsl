<?xml version="1.0" encoding="UTF-8"?>
<!-- Links to other letters of the edition: earlier and later ones, and those in which the same people and places are named.
     They come as JSON (src/epistola/transform/neighbours.py says what is in it); of a letter by itself there are none. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:param name="neighbours" as="xs:string" select="''"/>
  <xsl:variable name="v:neighbours" as="map(xs:string, item()*)?" select="if ($neighbours) then parse-json($neighbours) else ()"/>

  <!-- The way through the edition: the letter before this one by date, the list of all, the letter after it. -->
  <xsl:function name="f:way" as="element(nav)?">
    <xsl:variable name="steps" as="element(li)*">
      <xsl:for-each select="$v:neighbours?previous">
        <li class="previous"><a rel="prev" href="{f:page-of(.)}"><span>{f:label('previous')}</span><xsl:text> </xsl:text><xsl:sequence select="f:words-of-neighbour(.)"/></a></li>
      </xsl:for-each>
      <xsl:for-each select="$v:neighbours?index[.]">
        <li class="all"><a href="{encode-for-uri(.)}">{f:label('list-of-letters')}</a></li>
      </xsl:for-each>
      <xsl:for-each select="$v:neighbours?next">
        <li class="next"><a rel="next" href="{f:page-of(.)}"><span>{f:label('next')}</span><xsl:text> </xsl:text><xsl:sequence select="f:words-of-neighbour(.)"/></a></li>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($steps)">
      <nav class="way" aria-label="{f:label('letters')}">
        <ul><xsl:sequence select="$steps"/></ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- The letter before or after this one: what the TEI says itself, or else the next in the same correspondence. -->
  <xsl:function name="f:neighbour" as="element(div)?">
    <xsl:param name="which" as="xs:string"/>
    <xsl:param name="stated" as="map(xs:string, xs:string)?"/>
    <xsl:variable name="made" as="xs:string?" select="$v:neighbours ! .($which || '-with')"/>
    <xsl:choose>
      <xsl:when test="exists($stated)">
        <xsl:variable name="page" as="xs:string?" select="$v:neighbours?targets ! .($stated?uri)"/>
        <xsl:variable name="words" as="xs:string?" select="($stated?words[.], $page ! f:line-of-neighbour(.))[1]"/>
        <xsl:sequence select="f:leading-fact($which, $words, ($page ! f:page-of(.), $stated?uri[matches(., '^https?:\S+$')] ! iri-to-uri(.))[1])"/>
      </xsl:when>
      <xsl:when test="$made">
        <xsl:sequence select="f:leading-fact($which || '-with', f:line-of-neighbour($made), f:page-of($made))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The other letters in which an entry of the register is named. -->
  <xsl:function name="f:elsewhere" as="element(details)?">
    <xsl:param name="pointers" as="xs:string*"/>
    <xsl:variable name="found" as="map(xs:string, item()*)*" select="$v:neighbours?elsewhere ! ($pointers ! $v:neighbours?elsewhere(.))"/>
    <xsl:if test="exists($found)">
      <details class="elsewhere">
        <summary>{f:label(if ($found?more) then 'elsewhere-nearest' else 'elsewhere')}</summary>
        <ul>
          <xsl:for-each-group select="$found?letters?*" group-by=".(1)">
            <xsl:variable name="entry" as="xs:string" select=".(2)"/>
            <li><a href="{f:page-of(.(1))}{('#reg-' || encode-for-uri($entry))[$entry]}"><xsl:sequence select="f:words-of-neighbour(.(1))"/></a></li>
          </xsl:for-each-group>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:page-of" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="encode-for-uri($name) || '.html'"/>
  </xsl:function>

  <xsl:function name="f:line-of-neighbour" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string(f:words-of-neighbour($name))"/>
  </xsl:function>

  <xsl:function name="f:words-of-neighbour" as="node()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$v:lines($name)"/>
  </xsl:function>

  <!-- Many letters are named several times in the register: each line is written once. -->
  <xsl:variable name="v:lines" as="map(xs:string, node())" select="map:merge(map:for-each($v:neighbours?letters,
    function($name, $letter) { map:entry($name, f:isolated(f:line-of-letter(f:thawed($letter)))) }))"/>
</xsl:stylesheet>
