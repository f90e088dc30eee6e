<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the page, by language: one file each in labels/; English stands in for what a file lacks. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:v="https://epistola.example/ns/variable" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:label-files" as="document-node()*" static="yes" select="sort(uri-collection('labels?select=*.xml') ! string()) ! doc(.)"/>
  <xsl:variable name="v:labels" as="map(xs:string, map(xs:string, xs:string))" static="yes" select="map:merge(
    $v:label-files/labels ! map:entry(string(@xml:lang), map:merge((label, $v:label-files/labels[@xml:lang = 'en']/label) ! map:entry(string(@key), string(.)))))"/>

  <!-- The language of the page: the one asked for, or that of the header, or that of the text, or that of most of many letters;
       English if there are no labels in it. -->
  <xsl:variable name="v:language" as="xs:string" select="(
    (f:language-asked-for(), /descendant::tei:TEI[1]/(tei:teiHeader/@xml:lang, @xml:lang), /descendant::tei:TEI[1] ! f:languages(.),
      f:language-of-most(/records/record))
    ! lower-case(replace(., '-.*$', ''))[map:contains($v:labels, .)], 'en')[1]"/>

  <xsl:function name="f:language-asked-for" as="xs:string">
    <xsl:if test="$language and not(map:contains($v:labels, lower-case(replace($language, '-.*$', ''))))">
      <xsl:message>[unknown-language] There are no words in the language “{$language}”, only in: {string-join(sort(map:keys($v:labels)), ', ')}.</xsl:message>
    </xsl:if>
    <xsl:sequence select="$language"/>
  </xsl:function>

  <xsl:function name="f:language-of-most" as="xs:string?">
    <xsl:param name="letters" as="element(record)*"/>
    <xsl:variable name="said" as="xs:string*" select="$letters ! parse-json(.) ! ((?page-language, ?languages)[1])?*[1]"/>
    <xsl:sequence select="sort(sort(distinct-values($said)), (), function($code) { -count(index-of($said, $code)) })[1]"/>
  </xsl:function>

  <xsl:variable name="v:words-of-page" as="map(xs:string, xs:string)" select="$v:labels($v:language)"/>

  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$v:words-of-page($key)"/>
  </xsl:function>

  <!-- What stands before and after the one place of a label that has one; most of those that are filled in have. -->
  <xsl:variable name="v:label-halves" as="map(xs:string, map(xs:string, xs:string*))" static="yes" select="map:merge(
    map:keys($v:labels) ! map:entry(., map:merge(
      let $labels := $v:labels(.) return map:keys($labels)[contains($labels(.), '{0}') and not(contains($labels(.), '{1}'))]
      ! map:entry(., (substring-before($labels(.), '{0}'), substring-after($labels(.), '{0}'))))))"/>
  <xsl:variable name="v:halves-of-page" as="map(xs:string, xs:string*)" select="$v:label-halves($v:language)"/>

  <!-- A label with its places filled in: {0} by the first filling, {1} by the second. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="fillings" as="xs:string*"/>
    <xsl:variable name="halves" as="xs:string*" select="$v:halves-of-page($key)"/>
    <xsl:sequence select="
      if (exists($halves)) then $halves[1] || $fillings[1] || $halves[2]
      else f:filled(f:filled(f:label($key), '{0}', string($fillings[1])), '{1}', string($fillings[2]))"/>
  </xsl:function>

  <xsl:function name="f:filled" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="filling" as="xs:string"/>
    <xsl:sequence select="
      if (contains($label, $place)) then substring-before($label, $place) || $filling || substring-after($label, $place) else $label"/>
  </xsl:function>

  <!-- A day, month or year as the language of the page writes it. -->
  <xsl:function name="f:local-day" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:variable name="parts" as="xs:integer*" select="f:day-parts($day)"/>
    <xsl:variable name="month" as="xs:string?" select="$v:months[$parts[2]]"/>
    <xsl:sequence select="
      if (count($parts) lt 2) then f:local-year($day)
      else f:label(('month-pattern', 'date-pattern')[count($parts) - 1])
        => f:filled('{day}', string($parts[3])) => f:filled('{month}', string($month)) => f:filled('{year}', f:local-year(f:year-of($day)))"/>
  </xsl:function>

  <xsl:function name="f:local-year" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:variable name="number" as="xs:string" select="string(abs(xs:integer($year)))"/>
    <xsl:sequence select="if (starts-with($year, '-')) then f:label('before-christ', $number) else $number"/>
  </xsl:function>

  <xsl:variable name="v:months" as="xs:string*" select="tokenize(f:label('months'))"/>

  <xsl:function name="f:local-date" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="start" as="xs:string?" select="$date?start ! f:local-day(.)"/>
    <xsl:variable name="end" as="xs:string?" select="if ($date?end = $date?start) then $start else $date?end ! f:local-day(.)"/>
    <xsl:variable name="is-between" as="xs:boolean" select="$date?kind = 'between'"/>
    <xsl:sequence select="
      if (empty($date)) then ()
      else if ($start = $end) then (if ($date?doubt) then f:label('date-doubt', $start) else $start)
      else if (empty($end)) then f:label(if ($is-between) then 'date-after' else 'date-from', $start)
      else if (empty($start)) then f:label(if ($is-between) then 'date-before' else 'date-until', $end)
      else if ($is-between) then f:label('date-between', ($start, $end))
      else f:label('date-range', ($start, $end))"/>
  </xsl:function>

  <!-- Words in Hebrew, Arabic and their kin, kept apart from those around them, which run the other way. -->
  <xsl:function name="f:isolated" as="node()">
    <xsl:param name="words" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="string-to-codepoints($words)[. gt 1423] ! (. le 2303 or . ge 64285 and . le 65276) = true()"><bdi>{$words}</bdi></xsl:when>
      <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Is this language written from right to left? -->
  <xsl:function name="f:direction" as="xs:string">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="if (string-length($language) = 2 and not(map:contains($v:right-to-left, lower-case($language)))) then 'ltr'
      else if (matches($language, '^(ar|arc|dv|fa|ha-arab|he|ks|ku-arab|ps|sd|syr|ug|ur|yi)(-|$)|-(arab|hebr|syrc)(-|$)', 'i')
      and not(matches($language, '-latn', 'i'))) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- The languages with codes of two letters that are written so. -->
  <xsl:variable name="v:right-to-left" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(
    ('ar', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi') ! map:entry(., true()))"/>
</xsl:stylesheet>
