<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables as comma-separated values (RFC 4180): CR LF after each line, quotation marks where they are needed. What a
     spreadsheet would take for a formula has an apostrophe in front, by which it stays words. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:csv" as="xs:string">
    <xsl:param name="columns" as="xs:string+"/>
    <xsl:param name="rows" as="map(xs:string, item()*)*"/>
    <xsl:variable name="lines" as="xs:string+" select="
      string-join($columns, ','),
      $rows ! (let $row := . return string-join($columns ! f:csv-value(string($row(.))), ','))"/>
    <xsl:sequence select="string-join($lines ! (. || '&#13;&#10;'))"/>
  </xsl:function>

  <xsl:function name="f:csv-value" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="value" as="xs:string" select="if (matches($text, '^([=+@\t\r]|-\D)')) then '''' || $text else $text"/>
    <xsl:sequence select="if ($value = translate($value, ',&quot;&#13;&#10;', '')) then $value
      else '&quot;' || replace($value, '&quot;', '&quot;&quot;') || '&quot;'"/>
  </xsl:function>

  <xsl:variable name="f:letter-columns" as="xs:string+" static="yes" select="'key', 'kind', 'title', 'sender', 'sender_uri', 'addressee',
    'addressee_uri', 'date_from', 'date_to', 'date_kind', 'date_uncertain', 'date_words', 'place', 'place_uri', 'language', 'edition',
    'editor', 'repository', 'shelfmark', 'uri', 'doi', 'licence'"/>

  <!-- A letter as a row; several values of one kind are parted by a semicolon. -->
  <xsl:function name="f:letter-row" as="map(xs:string, item()*)">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:variable name="archive" as="map(*)?" select="$letter?archive"/>
    <xsl:sequence select="map{
      'key': $letter?key, 'kind': $letter?kind, 'title': f:display-title($letter),
      'sender': string-join($letter?senders?name, '; '), 'sender_uri': string-join($letter?senders?uri[.], '; '),
      'addressee': string-join($letter?addressees?name, '; '), 'addressee_uri': string-join($letter?addressees?uri[.], '; '),
      'date_from': $letter?date?start, 'date_to': $letter?date?end, 'date_kind': $letter?date?kind,
      'date_uncertain': $letter?date?doubt, 'date_words': ($letter?date?words[.], $letter?date-words)[1],
      'place': $letter?place?name, 'place_uri': tokenize($letter?place?uris)[1],
      'language': string-join($letter?languages, '; '), 'edition': $letter?edition,
      'editor': string-join($letter?editors?name, '; '),
      'repository': string-join($archive ! (?repository, ?settlement)[.], ', '),
      'shelfmark': string-join($archive ! (?collection, ?shelfmark)[.], ', '),
      'uri': $letter?uri, 'doi': $letter?doi, 'licence': ($letter?licence ! (?uri, ?name)[.])[1]}"/>
  </xsl:function>

  <xsl:variable name="f:mention-columns" as="xs:string+" static="yes" select="'letter', 'letter_uri', 'date', 'kind', 'words', 'name',
    'ref', 'uris', 'paragraph', 'certainty', 'marked_by'"/>

  <!-- The mentions of a letter as rows. -->
  <xsl:function name="f:mention-rows" as="map(xs:string, item()*)*">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:sequence select="f:mentioned($letter) ! map{
      'letter': $letter?key, 'letter_uri': $letter?uri, 'date': ($letter?date?start, $letter?date?end)[1],
      'kind': ?kind, 'words': ?words, 'name': ?name, 'ref': ?ref, 'uris': replace(?uris, ' ', '; '),
      'paragraph': ?paragraph, 'certainty': ?certainty, 'marked_by': ?resp}"/>
  </xsl:function>
</xsl:stylesheet>
