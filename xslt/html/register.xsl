<?xml version="1.0" encoding="UTF-8"?>
<!-- The register of the page: who and what is named in the letter, where, and where in the world more is known. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:register" as="element(section)?">
    <xsl:context-item use="absent"/>
    <xsl:variable name="entries" as="element()*" select="$v:entry-of?*/."/>
    <xsl:if test="exists($entries)">
      <section class="register" id="register" aria-labelledby="register-heading">
        <h2 id="register-heading">{f:label('register')}</h2>
        <xsl:sequence select="f:register-part('person', $entries[self::tei:person or self::tei:personGrp])"/>
        <xsl:sequence select="f:register-part('place-list', $entries[self::tei:place])"/>
        <xsl:sequence select="f:register-part('org', $entries[self::tei:org])"/>
        <xsl:sequence select="f:register-part('other', $entries[not(self::tei:person or self::tei:personGrp or self::tei:place or self::tei:org)])"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:register-part" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:if test="exists($entries)">
      <h3>{f:label($label)}</h3>
      <ul class="entries">
        <xsl:for-each-group select="$entries" group-by="string(@xml:id)">
          <xsl:sort select="lower-case(f:ascii(f:entry-sort-name(.)))"/>
          <xsl:sequence select="f:register-entry(.)"/>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:register-entry" as="element(li)">
    <xsl:param name="entry" as="element()"/>
    <li id="reg-{$entry/@xml:id}">
      <p class="entry-name"><b>{f:entry-title($entry)}</b>
        <xsl:sequence select="f:life($entry) ! (' (' || . || ')')"/></p>
      <xsl:for-each select="f:entry-facts($entry)[.]">
        <p class="entry-fact">{.}</p>
      </xsl:for-each>
      <xsl:variable name="identifiers" as="map(xs:string, xs:string)*" select="f:entry-identifiers($entry)[?uri]"/>
      <xsl:if test="exists($identifiers)">
        <p class="entry-links">
          <xsl:for-each select="$identifiers">
            <a href="{iri-to-uri(?uri)}" rel="external">{?name}</a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="f:occurrences($entry), $v:neighbours ! f:elsewhere(f:pointers-to($entry))"/>
    </li>
  </xsl:function>

  <!-- The pointers by which the letter and its description lead to an entry. -->
  <xsl:function name="f:pointers-to" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="correspondents" as="element()*" select="$v:documents/tei:teiHeader/tei:profileDesc//tei:correspDesc//*
      [$v:entry-of(generate-id()) is $entry]"/>
    <xsl:sequence select="distinct-values(($v:names-of(generate-id($entry)), $correspondents) ! f:pointers(.))"/>
  </xsl:function>

  <!-- "Anna Moser", with the parts of the name in their order; for a work its author and title. -->
  <xsl:function name="f:entry-title" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="element()?" select="f:entry-name($entry)"/>
    <xsl:variable name="author" as="xs:string" select="if ($name/self::tei:title) then f:words($entry/tei:author[1]) else ''"/>
    <xsl:sequence select="
      if ($name/tei:surname and $name/tei:forename) then f:name-in-parts($name)?name
      else string-join(($author, if ($name) then f:spaced-words($name) else string($entry/@xml:id))[.], ': ')"/>
  </xsl:function>

  <!-- Words of a name whose parts may stand without white space between them. -->
  <xsl:function name="f:spaced-words" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="if ($name/* and not($name/text()[normalize-space()])) then string-join($name/* ! f:words(.)[.], ' ') else f:words($name)"/>
  </xsl:function>

  <xsl:function name="f:entry-sort-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="element()?" select="f:entry-name($entry)"/>
    <xsl:sequence select="if ($name/tei:surname) then f:words($name/tei:surname[1]) || ' ' || f:words($name/tei:forename[1]) else f:entry-title($entry)"/>
  </xsl:function>

  <!-- 1840–1901 -->
  <xsl:function name="f:life" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="born" as="xs:string?" select="f:year(f:date(($entry/tei:birth/descendant-or-self::*[exists(f:date(.))])[1])) ! f:local-year(.)"/>
    <xsl:variable name="died" as="xs:string?" select="f:year(f:date(($entry/tei:death/descendant-or-self::*[exists(f:date(.))])[1])) ! f:local-year(.)"/>
    <xsl:sequence select="if ($born and $died) then $born || '–' || $died else if ($born) then '* ' || $born else $died ! ('† ' || .)"/>
  </xsl:function>

  <!-- Offices and occupations, other names, the country of a place, a note. -->
  <xsl:function name="f:entry-facts" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="main" as="xs:string" select="f:entry-title($entry)"/>
    <xsl:variable name="others" as="xs:string*" select="distinct-values($entry/(tei:persName | tei:placeName | tei:orgName)
      [not(@type = 'adjective')] ! f:spaced-words(.))[. ne $main][.]"/>
    <xsl:sequence select="string-join(distinct-values($entry/tei:occupation ! f:occupation(.)), '; ')"/>
    <xsl:sequence select="if (exists($others)) then f:label('also', string-join($others[position() le 6], ', ')) else ''"/>
    <xsl:sequence select="string-join(distinct-values($entry/tei:location/(tei:country | tei:region | tei:settlement | tei:placeName) ! f:words(.)[.]), ', ')"/>
    <xsl:sequence select="$entry/tei:note ! normalize-space()"/>
  </xsl:function>

  <!-- "mayor of Lübeck (1871–1880)" -->
  <xsl:function name="f:occupation" as="xs:string">
    <xsl:param name="occupation" as="element()"/>
    <xsl:variable name="from" as="xs:string" select="string(f:day($occupation/@from) ! f:local-year(f:year-of(.)))"/>
    <xsl:variable name="to" as="xs:string" select="string(f:day($occupation/@to) ! f:local-year(f:year-of(.)))"/>
    <xsl:sequence select="normalize-space($occupation)
      || (if ($from = $to and $from) then ' (' || $from || ')' else if ($from or $to) then ' (' || $from || '–' || $to || ')' else '')"/>
  </xsl:function>

  <!-- One line on who this is, for the name in the text: with the office held on the day of the letter, if one is known. -->
  <xsl:function name="f:entry-in-short" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="day" as="xs:string?" select="$v:records[1]?date?start"/>
    <xsl:variable name="offices" as="element()*" select="$entry/tei:occupation[not(@from or @to)
      or $day and not(f:day(@from) gt $day) and not(f:day(@to) lt $day)]"/>
    <xsl:sequence select="string-join((
      string-join((f:entry-title($entry), f:life($entry) ! ('(' || . || ')')), ' '),
      $offices[1] ! normalize-space())[.], ', ')"/>
  </xsl:function>

  <!-- Links to the places where the entry is named; a question mark where software was not sure. -->
  <xsl:function name="f:occurrences" as="element(p)?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$v:names-of(generate-id($entry))"/>
    <xsl:if test="exists($names)">
      <p class="entry-occurrences">{f:label('occurs')}
        <xsl:for-each-group select="$names" group-adjacent="generate-id(f:surroundings(.))">
          <xsl:variable name="unsure" as="element()*" select="current-group()[f:by-software(.) and @cert = ('medium', 'low', 'unknown')]"/>
          <a href="#{f:id(.)}">{f:where(.)}</a>
          <xsl:if test="count(current-group()) gt 1"><span class="times"> ×{count(current-group())}</span></xsl:if>
          <xsl:if test="exists($unsure)"><abbr class="query" title="{f:evidence($unsure[1])}">?</abbr></xsl:if>
          <xsl:if test="position() ne last()">, </xsl:if>
        </xsl:for-each-group>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The part of the letter in which something stands. -->
  <xsl:function name="f:surroundings" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::*[map:contains($v:paragraph-numbers, generate-id()) or map:contains($v:note-numbers, generate-id())][1],
      $element/ancestor::*[self::tei:head | self::tei:salute | self::tei:dateline | self::tei:signed | self::tei:argument][1],
      $element/ancestor::*[self::tei:opener | self::tei:closer][1], $element/..)[1]"/>
  </xsl:function>

  <!-- "¶ 3", "greeting", "note 4" -->
  <xsl:function name="f:where" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="part" as="element()" select="f:surroundings($element)"/>
    <xsl:variable name="key" as="xs:string" select="generate-id($part)"/>
    <xsl:variable name="label" as="xs:string" select="'where-' || (if ($part/self::tei:head) then 'heading' else local-name($part))"/>
    <xsl:sequence select="
      if ($v:paragraph-numbers($key)) then '¶ ' || $v:paragraph-numbers($key)
      else if ($v:note-numbers($key)) then f:label('where-note', string($v:note-numbers($key)))
      else f:label(if (map:contains($v:labels?en, $label)) then $label else 'where-other')"/>
  </xsl:function>
</xsl:stylesheet>
