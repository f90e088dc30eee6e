<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as a BibTeX entry. BibTeX has no type for letters and no field for an addressee: @misc with
     "Letter to …" in howpublished is what its styles print, and what Zotero writes and reads. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:bibtex" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="fields" as="xs:string*" select="
      f:bibtex-names('author', $record?senders),
      f:bibtex-field('title', '{' || f:tex(f:display-title($record)) || '}'),
      f:bibtex-field('howpublished', f:tex(f:letter-to($record))),
      f:bibtex-field('year', string(f:year($record?date) ! f:english-year(xs:integer(.)))),
      f:bibtex-month($record?date),
      f:bibtex-names('editor', $record?editors),
      f:bibtex-field('note', f:tex(f:bibtex-note($record))),
      f:bibtex-field('doi', f:bibtex-uri(string($record?doi))),
      f:bibtex-field('url', f:bibtex-uri(string($record?uri))),
      f:bibtex-field('language', string-join($record?languages, ', ')),
      f:bibtex-field('abstract', f:tex($record?abstract))"/>
    <xsl:sequence select="'@misc{' || $record?key || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}&#10;'"/>
  </xsl:function>

  <!-- An address or a DOI, without the braces and backslashes that would end the field. -->
  <xsl:function name="f:bibtex-uri" as="xs:string">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="if ($uri = translate($uri, '{}\', '')) then $uri
      else $uri => replace('\{', '%7B') => replace('\}', '%7D') => replace('\\', '%5C')"/>
  </xsl:function>

  <xsl:function name="f:bibtex-field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (translate($value, '{}', '')) then '  ' || $name || ' = {' || $value || '}' else ()"/>
  </xsl:function>

  <!-- von Last, Jr., First; an organisation in braces of its own. -->
  <xsl:function name="f:bibtex-names" as="xs:string?">
    <xsl:param name="field" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:variable name="written" as="xs:string*" select="$names ! (
      if (?kind = 'org' or not(?forename)) then '{' || f:tex(?name) || '}'
      else string-join((f:joined(?particle, ?surname), ?suffix[.], ?forename) ! f:bibtex-part(.), ', '))"/>
    <xsl:sequence select="f:bibtex-field($field, string-join($written, ' and '))"/>
  </xsl:function>

  <!-- A part of a name; the word "and" and "," would be read as a boundary. -->
  <xsl:function name="f:bibtex-part" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:sequence select="if (contains($part, ',') or matches($part, '(^|\s)and(\s|$)', 'i')) then '{' || f:tex($part) || '}' else f:tex($part)"/>
  </xsl:function>

  <!-- month = mar # "~4", as the manual of BibTeX (btxdoc, 1988) advises for a day. -->
  <xsl:function name="f:bibtex-month" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="day" as="xs:integer*" select="f:day-parts($date?start)"/>
    <xsl:variable name="month" as="xs:string?" select="
      ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec')[position() = $day[2]]"/>
    <xsl:sequence select="
      if ($month and $date?start = $date?end) then '  month = ' || $month || $day[3] ! (' # &quot;~' || . || '&quot;')
      else ()"/>
  </xsl:function>

  <!-- What else is needed to find the letter, in sentences. -->
  <xsl:function name="f:bibtex-note" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="uncertain" as="xs:string?" select="
      if ($record?date?doubt or exists($record?date) and not($record?date?start = $record?date?end)) then 'Date: ' || f:date-in-english($record?date)
      else $record?date-words[.] ! ('Date: ' || .)"/>
    <xsl:variable name="imprint" as="xs:string" select="string-join(
      ($record?publication-place, $record?publisher, substring($record?published, 1, 4))[.], ', ')"/>
    <xsl:variable name="licence" as="xs:string?" select="$record?licence?name"/>
    <xsl:sequence select="string-join(
      ($uncertain, $record?edition, $imprint, f:archive-in-words($record?archive), $licence)[.]
      ! f:without-full-stop(.), '. ')"/>
  </xsl:function>
</xsl:stylesheet>
