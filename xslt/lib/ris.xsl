<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as RIS. The type PCOMM (personal communication) has the recipient in A2 (RIS specification of 2011,
     and Zotero's translator, which reads A2, M3, AV, AN and DB back into a letter). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Each line ends with CR LF, as the specification asks. -->
  <xsl:function name="f:ris" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:variable name="lines" as="xs:string*" select="
      f:ris-lines('ID', $record?key),
      f:ris-lines('AU', $record?senders ! f:sorted-name(.)),
      f:ris-lines('A2', $record?addressees ! f:sorted-name(.)),
      f:ris-lines('TI', f:display-title($record)),
      f:ris-lines('PY', f:year($record?date)),
      f:ris-lines('DA', (f:ris-date($record?date), $record?date-words[.] ! ('///' || .))[1]),
      f:ris-lines('M3', 'Letter'[$is-letter]),
      f:ris-lines('T2', $record?edition),
      f:ris-lines('ED', $record?editors ! f:sorted-name(.)),
      f:ris-lines('PB', $record?publisher),
      f:ris-lines('CY', $record?publication-place),
      f:ris-lines('DB', ($record?archive ! string-join((?repository, ?settlement)[.], ', '))),
      f:ris-lines('AV', ($record?archive ! string-join((?collection, ?shelfmark)[.], ', '))),
      f:ris-lines('LA', $record?languages),
      f:ris-lines('DO', $record?doi),
      f:ris-lines('UR', $record?uri),
      f:ris-lines('AB', $record?abstract),
      f:ris-lines('N1', $record?licence?name)"/>
    <xsl:sequence select="string-join(('TY  - ' || (if ($is-letter) then 'PCOMM' else 'GEN'), $lines, 'ER  - ', ''), '&#13;&#10;')"/>
  </xsl:function>

  <xsl:function name="f:ris-lines" as="xs:string*">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="($values ! f:ris-value(.))[.] ! ($tag || '  - ' || .)"/>
  </xsl:function>

  <!-- YYYY/MM/DD/words, where a part that isn't known stays empty. -->
  <xsl:function name="f:ris-date" as="xs:string?">
    <xsl:param name="date" as="map(xs:string, item()*)?"/>
    <xsl:variable name="first" as="xs:string?" select="($date?start, $date?end)[1]"/>
    <xsl:variable name="day" as="xs:string*" select="($first ! f:year($date), tail(tokenize(replace($first, '^-', ''), '-')))"/>
    <xsl:variable name="words" as="xs:string?" select="
      if ($date?doubt or not($date?start = $date?end)) then f:date-in-english($date) else ''"/>
    <xsl:sequence select="if (exists($day)) then string-join(((for $part in 1 to 3 return string($day[$part])), $words), '/') else ()"/>
  </xsl:function>
</xsl:stylesheet>
