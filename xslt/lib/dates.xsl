<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates: from TEI's attributes (chapter 13.4, att.datable) to a map, and from it to what formats want.

     A date is a map: "words" (as the document says it), "start" and "end" (YYYY, YYYY-MM or YYYY-MM-DD; empty when
     open), "kind" (when: that day; range: it lasted; between: some time in it), "doubt" (true when it was inferred). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" exclude-result-prefixes="#all" expand-text="yes">

  <!-- The date that an element bears in its attributes; nothing when they say nothing of use. -->
  <xsl:function name="f:date" as="map(xs:string, item()*)?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="when" as="xs:string?" select="if ($element/@when or $element/@when-iso) then f:day($element/(@when, @when-iso)) else ()"/>
    <xsl:variable name="from" as="xs:string?" select="if ($element/@from or $element/@from-iso) then f:day($element/(@from, @from-iso)) else ()"/>
    <xsl:variable name="to" as="xs:string?" select="if ($element/@to or $element/@to-iso) then f:day($element/(@to, @to-iso)) else ()"/>
    <xsl:variable name="after" as="xs:string?" select="if ($element/@notBefore or $element/@notBefore-iso) then f:day($element/(@notBefore, @notBefore-iso)) else ()"/>
    <xsl:variable name="before" as="xs:string?" select="if ($element/@notAfter or $element/@notAfter-iso) then f:day($element/(@notAfter, @notAfter-iso)) else ()"/>
    <xsl:variable name="range" as="xs:boolean" select="exists(($from, $to))"/>
    <xsl:if test="$element/@* and exists(($when, $from, $to, $after, $before))">
      <xsl:sequence select="map{
        'words': f:words($element),
        'start': ($when, $from, $after)[1],
        'end': ($when, $to, $before)[1],
        'kind': if (exists($when)) then 'when' else if ($range) then 'range' else 'between',
        'doubt': $element/@evidence = 'conjecture' or $element/@cert = ('low', 'unknown')
          or (empty($when) and not($range))}"/>
    </xsl:if>
  </xsl:function>

  <!-- The first of these values that is a Gregorian year, month or day, without a time of day; of a day that no calendar
       has, such as February 30, the month. -->
  <xsl:function name="f:day" as="xs:string?">
    <xsl:param name="values" as="xs:string*"/>
    <xsl:variable name="first" as="xs:string" select="string($values[1])"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($first)"/>
    <xsl:sequence select="
      if ($length = 10 and $first castable as xs:date or $length = 4 and $first castable as xs:gYear
        or $length = 7 and $first castable as xs:gYearMonth) then $first
      else if ($length = 0 and count($values) lt 2) then ()
      else ($values
      ! normalize-space() ! replace(., '^(-?\d{4,}-\d\d-\d\d)T.*$', '$1') ! replace(., '^(\d{4})(\d\d)(\d\d)$', '$1-$2-$3')
      )[matches(., '^-?\d{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$')][1]
      ! (if (matches(., '^-?\d+-\d\d-\d\d$') and not(. castable as xs:date)) then replace(., '-\d\d$', '') else .)"/>
  </xsl:function>

  <!-- The numbers of a day: year, month, day, as many as are known. -->
  <xsl:function name="f:day-parts" as="xs:integer*">
    <xsl:param name="day" as="xs:string?"/>
    <xsl:variable name="numbers" as="xs:integer*" select="tokenize($day, '-')[.] ! xs:integer(.)"/>
    <xsl:sequence select="if (starts-with($day, '-')) then (-$numbers[1], tail($numbers)) else $numbers"/>
  </xsl:function>

  <!-- The year in which something begins, as text. -->
  <xsl:function name="f:year" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:sequence select="($date?start, $date?end)[1] ! f:year-of(.)"/>
  </xsl:function>

  <!-- The year of a day or a month, with its sign. -->
  <xsl:function name="f:year-of" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:sequence select="substring($day, 1, 1) || substring-before(substring($day, 2) || '-', '-')"/>
  </xsl:function>

  <!-- The date as EDTF (ISO 8601-2): 1871-03-04, 1871-03/1871-05, ../1871, [1871-03-04..1871-04-01]. -->
  <xsl:function name="f:edtf" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="start" as="xs:string" select="string($date?start)"/>
    <xsl:variable name="end" as="xs:string" select="string($date?end)"/>
    <xsl:sequence select="
      if (empty($date)) then ()
      else if ($date?kind = 'when' or $start = $end) then $start || '?'[$date?doubt]
      else if ($date?kind = 'range') then (if ($start) then $start else '..') || '/' || (if ($end) then $end else '..')
      else '[' || $start || '..' || $end || ']'"/>
  </xsl:function>

  <!-- The day, month or year in words of English: March 4, 1871; March 15, 44 BC. -->
  <xsl:function name="f:english" as="xs:string">
    <xsl:param name="day" as="xs:string"/>
    <xsl:variable name="parts" as="xs:integer*" select="f:day-parts($day)"/>
    <xsl:variable name="month" as="xs:string?" select="$f:months[position() = $parts[2]]"/>
    <xsl:sequence select="string-join(($month, $parts[3][$month] ! (. || ','), f:english-year($parts[1])), ' ')"/>
  </xsl:function>

  <!-- Years before Christ are counted as the first edition of XML Schema does, to which @when keeps: -0044 is 44 BC. -->
  <xsl:function name="f:english-year" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="abs($year) || ' BC'[$year lt 0]"/>
  </xsl:function>

  <xsl:variable name="f:months" as="xs:string+" static="yes" select="'January', 'February', 'March', 'April', 'May', 'June',
    'July', 'August', 'September', 'October', 'November', 'December'"/>

  <!-- A date in English words, with what is uncertain in it. -->
  <xsl:function name="f:date-in-english" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="start" as="xs:string?" select="$date?start ! f:english(.)"/>
    <xsl:variable name="end" as="xs:string?" select="$date?end ! f:english(.)"/>
    <xsl:sequence select="
      if (empty($date)) then ()
      else if ($start = $end) then $start || ' (?)'[$date?doubt]
      else if (empty($end)) then 'not before '[$date?kind = 'between'] || $start || ' and later'[$date?kind = 'range']
      else if (empty($start)) then ('not after ', 'until ')[if ($date?kind = 'between') then 1 else 2] || $end
      else if ($date?kind = 'between') then 'between ' || $start || ' and ' || $end
      else $start || ' to ' || $end"/>
  </xsl:function>
</xsl:stylesheet>
