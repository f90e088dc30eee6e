<?xml version="1.0" encoding="UTF-8"?>
<!-- References to a letter as readers copy them, in the manner of three styles and in the language of the page. All others come
     from "epistola cite", which follows the styles to the letter. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Berger, Johann. Letter to Anna Moser, May 3, 1871. In Edition, edited by X. Publisher, 2026. Address. -->
  <xsl:function name="f:reference" as="node()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="by" as="xs:string" select="f:listed($record?editors?name, f:label('and'))"/>
    <xsl:variable name="imprint" as="xs:string" select="string-join(($record?publisher, substring($record?published, 1, 4))[.], ', ')"/>
    <xsl:sequence select="f:isolated-sentence(f:inverted-names($record?senders))"/>
    <xsl:sequence select="f:sentence(string-join((f:what($record)[.], f:local-date($record?date), $record?date-words[.]), ', '))"/>
    <xsl:if test="$record?edition">
      <xsl:text>{f:label('in-edition')} </xsl:text><cite>{$record?edition}</cite>
      <xsl:sequence select="f:sentence((', ' || f:label('edited-by', $by))[$by] || ('.'[not($by)]))"/>
    </xsl:if>
    <xsl:sequence select="f:sentence($imprint), f:sentence(f:archive-in-words($record?archive)), f:address-at-end($record)"/>
  </xsl:function>

  <!-- The first name as it is sorted, the others as they are read. -->
  <xsl:function name="f:inverted-names" as="xs:string">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:sequence select="f:listed(($names[1] ! f:sorted-name(.), tail($names)?name), f:label('and'))"/>
  </xsl:function>

  <xsl:function name="f:sentence" as="text()?">
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="$words">
      <xsl:text>{f:without-full-stop($words)}. </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- "Letter to Anna Moser"; the title of what is no letter. -->
  <xsl:function name="f:what" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="to" as="xs:string" select="f:listed($record?addressees?name, f:label('and'))"/>
    <xsl:sequence select="
      if (not($record?kind = 'letter')) then $record?title
      else if ($to) then f:label('letter-to', $to)
      else ($record?title[.], f:label('letter-word'))[1]"/>
  </xsl:function>

  <xsl:function name="f:isolated-sentence" as="node()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="$words">
      <xsl:sequence select="f:isolated(f:without-full-stop($words))"/>
      <xsl:text>. </xsl:text>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:address-at-end" as="node()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:for-each select="($record?doi ! f:doi-address(.), $record?uri)[1]">
      <a href="{iri-to-uri(.)}">{.}</a>
      <xsl:text>.</xsl:text>
    </xsl:for-each>
  </xsl:function>

  <!-- Berger, J. (1871, May 3). [Letter to Anna Moser]. In X. Editor (Ed.), Edition. Publisher. Archive. Address. -->
  <xsl:function name="f:reference-apa" as="node()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="what" as="xs:string" select="if ($record?kind = 'letter' and exists($record?addressees)) then '[' || f:what($record) || ']' else f:what($record)"/>
    <xsl:variable name="by" as="xs:string" select="f:listed($record?editors ! f:in-initials(.), '&amp;')"/>
    <xsl:variable name="authors" as="xs:string" select="f:listed-with-ampersand($record?senders ! f:sorted-in-initials(.))"/>
    <xsl:sequence select="if ($authors) then f:isolated($authors) else f:isolated(f:without-full-stop(($what[.], f:display-title($record))[1]) || '.')"/>
    <xsl:text> ({f:date-year-first($record)}). </xsl:text>
    <xsl:sequence select="f:sentence($what[$authors] => string())"/>
    <xsl:if test="$record?edition">
      <xsl:text>{f:label('in-edition')} {($by || ' ' || f:label(if (count($record?editors) gt 1) then 'editors-short' else 'editor-short') || ', ')[$by]}</xsl:text>
      <cite>{f:without-full-stop($record?edition)}</cite>
      <xsl:text>. </xsl:text>
    </xsl:if>
    <xsl:sequence select="f:sentence($record?publisher), f:sentence(f:archive-in-words($record?archive)), f:address-at-end($record)"/>
  </xsl:function>

  <!-- Berger, Johann. Letter to Anna Moser. May 3, 1871. Edition, edited by X, Publisher, 2026, Archive. Address. -->
  <xsl:function name="f:reference-mla" as="node()*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="by" as="xs:string" select="f:listed($record?editors?name, f:label('and'))"/>
    <xsl:variable name="container" as="xs:string" select="string-join((f:label('edited-by', $by)[$by][$record?edition], $record?publisher,
      substring($record?published, 1, 4), f:archive-in-words($record?archive))[.], ', ')"/>
    <xsl:sequence select="f:isolated-sentence(f:inverted-names($record?senders)), f:sentence(f:what($record)),
      f:sentence((f:local-date($record?date), $record?date-words)[1] ! (upper-case(substring(., 1, 1)) || substring(., 2)))"/>
    <xsl:if test="$record?edition">
      <cite>{f:without-full-stop($record?edition)}</cite>
      <xsl:text>{if ($container) then ', ' else '. '}</xsl:text>
    </xsl:if>
    <xsl:sequence select="f:sentence($container), f:address-at-end($record)"/>
  </xsl:function>

  <!-- "1871, May 3"; a date that is no single day in words. -->
  <xsl:function name="f:date-year-first" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="date" as="map(xs:string, item()*)?" select="$record?date"/>
    <xsl:variable name="year" as="xs:string" select="string(f:year($date) ! f:local-year(.))"/>
    <xsl:variable name="words" as="xs:string?" select="(f:local-date($date), $record?date-words[.], f:label('no-date'))[1]"/>
    <xsl:sequence select="if ($date?kind = 'when' and not($date?doubt))
      then string-join(($year, f:without-year($words, $year)[.]), ', ') else $words"/>
  </xsl:function>

  <!-- "May 3, 1871" as "May 3", "3 de mayo de 1871" as "3 de mayo". (The engine's regular expressions take ten times as long.) -->
  <xsl:function name="f:without-year" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="year" as="xs:string"/>
    <xsl:sequence select="
      ((', ', ' de ', ' ', '') ! (. || $year))[ends-with($words, .)][1] ! substring($words, 1, string-length($words) - string-length(.))"/>
  </xsl:function>

  <!-- "A, B, & C". -->
  <xsl:function name="f:listed-with-ampersand" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join(($names[position() lt last()], ('&amp; '[count($names) gt 1] || $names[last()])), ', ')"/>
  </xsl:function>

  <!-- "A. Reader" and "Reader, A."; an organisation as it is. -->
  <xsl:function name="f:in-initials" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if ($name?kind = 'org' or not($name?forename)) then $name?name
      else string-join((f:initials($name?forename), f:joined($name?particle, $name?surname), $name?suffix[.]), ' ')"/>
  </xsl:function>

  <xsl:function name="f:sorted-in-initials" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if ($name?kind = 'org' or not($name?forename)) then $name?name
      else string-join((f:joined($name?particle, $name?surname), f:initials($name?forename), $name?suffix[.]), ', ')"/>
  </xsl:function>

  <!-- "Jean-Paul Karl" as "J.-P. K.". -->
  <xsl:function name="f:initials" as="xs:string">
    <xsl:param name="forenames" as="xs:string"/>
    <xsl:sequence select="string-join(
      tokenize($forenames) ! string-join((., substring-after(., '-'))[.] ! (upper-case(substring(., 1, 1)) || '.'), '-'), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
