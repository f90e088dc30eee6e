<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as an item of CSL-JSON (csl-data.json 1.0.2): type personal_communication, with recipient. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:csl" as="map(xs:string, item())">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:sequence select="map:merge((
      map{'id': $record?key, 'type': if ($is-letter) then 'personal_communication' else 'document'},
      f:csl-text('title', f:display-title($record)),
      f:csl-names('author', $record?senders),
      f:csl-names('recipient', $record?addressees),
      f:csl-issued($record),
      f:csl-date('available-date', f:day-of-publication($record)[$is-letter]),
      f:csl-text('genre', if ($is-letter) then 'letter' else ''),
      f:csl-text('container-title', $record?edition),
      f:csl-names('editor', $record?editors),
      f:csl-text('publisher', $record?publisher),
      f:csl-text('publisher-place', $record?publication-place),
      f:csl-text('archive', $record?archive?repository),
      f:csl-text('archive-place', $record?archive?settlement),
      f:csl-text('archive_collection', $record?archive?collection),
      f:csl-text('archive_location', $record?archive?shelfmark),
      f:csl-text('language', $record?languages[1]),
      f:csl-text('DOI', $record?doi),
      f:csl-text('URL', $record?uri),
      f:csl-text('abstract', $record?abstract)))"/>
  </xsl:function>

  <xsl:function name="f:csl-text" as="map(xs:string, item())?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($value) then map{$key: $value} else ()"/>
  </xsl:function>

  <xsl:function name="f:csl-names" as="map(xs:string, item())?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:sequence select="if (exists($names)) then map{$key: array{$names ! f:csl-name(.)}} else ()"/>
  </xsl:function>

  <!-- A particle that goes with the forename when names are sorted (von, de, d') is "dropping" in CSL. -->
  <xsl:function name="f:csl-name" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:variable name="drops" as="xs:boolean" select="matches($name?particle, '^(von|vom|zu|zum|zur|de|d[’'']|und|der|\s)+$')"/>
    <xsl:sequence select="
      if ($name?kind = 'org' or not($name?forename)) then map{'literal': $name?name}
      else map:merge((
        map{'family': $name?surname, 'given': $name?forename}, $name?suffix[.] ! map{'suffix': .},
        if (not($name?particle)) then ()
        else map{(if ($drops) then 'dropping-particle' else 'non-dropping-particle'): $name?particle}))"/>
  </xsl:function>

  <!-- The day of the letter, in words where it has no numbers, or no first or last one; of anything else that of its
       publication. A letter of an unknown day was not written when it was published. -->
  <xsl:function name="f:csl-issued" as="map(xs:string, item())?">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="date" as="map(xs:string, item()*)?" select="$record?date"/>
    <xsl:variable name="words" as="xs:string?" select="
      if (empty($date)) then $record?date-words[.]
      else if (exists($date?start) and exists($date?end)) then ()
      else f:date-in-english($date)"/>
    <xsl:sequence select="
      if (exists($words)) then map{'issued': map:merge((f:csl-date('issued', $date)?issued, map{'literal': $words}))}
      else f:csl-date('issued', ($date, f:day-of-publication($record)[not($record?kind = 'letter')])[1])"/>
  </xsl:function>

  <xsl:function name="f:csl-date" as="map(xs:string, item())?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="days" as="xs:string*" select="distinct-values(($date?start, $date?end))"/>
    <xsl:if test="exists($days)">
      <xsl:sequence select="map{$key: map:merge((
        map{'date-parts': array{$days ! array{f:day-parts(.)}}},
        if ($date?doubt) then map{'circa': true()} else ()))}"/>
    </xsl:if>
  </xsl:function>

  <!-- When the edition was published; what is not a letter was issued then. -->
  <xsl:function name="f:day-of-publication" as="map(xs:string, item()*)?">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="$record?published ! map{'start': ., 'end': ., 'kind': 'when', 'doubt': false()}"/>
  </xsl:function>
</xsl:stylesheet>
