<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as a BibLaTeX entry of type @letter (biblatex manual, 2.1.1 and 2.3.8): dates as EDTF, shelfmark in library. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:biblatex" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:variable name="fields" as="xs:string*" select="
      f:bibtex-names('author', $record?senders),
      f:bibtex-field('title', '{' || f:tex(f:display-title($record)) || '}'),
      f:bibtex-field('type', 'Letter'[$is-letter] => string()),
      f:bibtex-field('howpublished', f:tex(f:letter-to($record))),
      f:bibtex-field('date', f:biblatex-date($record?date)),
      f:bibtex-names('editor', $record?editors),
      f:bibtex-field('maintitle', f:tex($record?edition)),
      f:bibtex-field('publisher', f:tex($record?publisher)),
      f:bibtex-field('location', f:tex($record?publication-place)),
      f:bibtex-field('library', f:tex(f:archive-in-words($record?archive))),
      f:bibtex-field('note', f:tex(string-join(($record?date-words[.] ! ('Date: ' || .), $record?licence?name) ! f:without-full-stop(.), '. '))),
      f:bibtex-field('doi', f:bibtex-uri(string($record?doi))),
      f:bibtex-field('url', f:bibtex-uri(string($record?uri))),
      f:bibtex-field('language', string-join($record?languages, ' and ')),
      f:bibtex-field('abstract', f:tex($record?abstract))"/>
    <xsl:sequence select="(if ($is-letter) then '@letter{' else '@misc{') || $record?key || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}&#10;'"/>
  </xsl:function>

  <!-- A day or a range; a question mark for what is uncertain, ".." for an open end. -->
  <xsl:function name="f:biblatex-date" as="xs:string">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="query" as="xs:string" select="if ($date?doubt) then '?' else ''"/>
    <xsl:sequence select="
      if (empty($date)) then ''
      else if ($date?start = $date?end) then $date?start || $query
      else string-join((($date?start ! (. || $query), '..')[1], ($date?end ! (. || $query), '..')[1]), '/')"/>
  </xsl:function>
</xsl:stylesheet>
