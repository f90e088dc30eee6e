<?xml version="1.0" encoding="UTF-8"?>
<!-- The record of a letter: all that a citation or a metadata format may say about it, read from TEI once.

     It prefers what the encoding states (correspDesc) and falls back to what other editions have: author, title,
     date of creation or origin, dateline. Every key is there; its value is empty when nothing is known.

       id, key        xml:id of the document, and a citation key that stays the same
       kind           letter or document
       title, edition, edition-doi    the letter, and what it appears in
       senders, addressees, editors    names, see names.xsl
       date, place    when (see dates.xsl) and where (map of name, ref and uris) it was written
       date-words     when it was written, where that is said in words only: about Easter
       abstract, languages (BCP 47)
       publisher, publication-place, published (ISO date), uri, doi, identifiers (maps of type and value)
       licence        map of name and uri
       archive        map of repository, settlement, country, collection, shelfmark
       previous, next maps of words and uri: letters before and after this one
       source         map of title, statement, file, sha256 -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:record" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="parts" as="map(xs:string, item()*)" select="map:merge((
      f:titles($tei), f:correspondence($tei, $authority), f:publication($tei), f:origin($tei),
      map{'id': string($tei/@xml:id),
          'languages': f:languages($tei),
          'editors': f:editors($tei, $authority),
          'abstract': f:words(($tei/tei:teiHeader/tei:profileDesc/tei:abstract)[1])}))"/>
    <xsl:sequence select="map:put($parts, 'key', f:key($parts))"/>
  </xsl:function>

  <!-- The title of the letter and the title of the edition. -->
  <xsl:function name="f:titles" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="file" as="element()?" select="$tei/tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="titles" as="element()*" select="$file/tei:titleStmt/tei:title[normalize-space()]"/>
    <xsl:variable name="own" as="element()*" select="f:preferred($titles[not(@level = ('s', 'j'))]
      [not(@type = ('iso-date', 'sub', 'subtitle', 'alt', 'short', 'desc', 'series', 'subseries', 'volumenumber'))],
      f:languages($tei)[1])"/>
    <xsl:variable name="edition" as="element()*" select="(
      $titles[@level = ('s', 'j')],
      $titles[@level = 'm'][$titles/@level = 'a'],
      $titles[@type = 'series'],
      $file/tei:seriesStmt/tei:title[normalize-space()][not(@type = ('genre', 'topic', 'sub'))])[1]"/>
    <xsl:sequence select="map{
      'title': f:words($own),
      'edition': f:words(if ($edition) then $edition else $file/tei:seriesStmt/tei:p[1]),
      'edition-doi': f:doi($file/tei:seriesStmt/tei:idno)}"/>
  </xsl:function>

  <!-- Of several titles: the one of the article level, the complete or main one, the one in the letter's language. -->
  <xsl:function name="f:preferred" as="element()?">
    <xsl:param name="titles" as="element()*"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="($titles[@level = 'a'], $titles[@type = ('complete', 'full')], $titles[@type = 'main'],
      $titles[@xml:lang][lang($language, .)], $titles)[1]"/>
  </xsl:function>

  <!-- Who wrote to whom, when and where, and what kind of thing it is. -->
  <xsl:function name="f:correspondence" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="header" as="element()?" select="$tei/tei:teiHeader"/>
    <xsl:variable name="description" as="element()?" select="($header/tei:profileDesc//tei:correspDesc)[1]"/>
    <xsl:variable name="sent" as="element()?" select="$description/tei:correspAction[@type = 'sent'][1]"/>
    <xsl:variable name="received" as="element()?" select="$description/tei:correspAction[@type = 'received'][1]"/>
    <xsl:variable name="authors" as="element()*" select="$header/tei:fileDesc/tei:titleStmt/tei:author[normalize-space()]"/>
    <xsl:variable name="letters" as="element()*" select="$tei/tei:text//tei:div[@type = 'letter']"/>
    <xsl:variable name="named-senders" as="element()*" select="f:named($sent)"/>
    <xsl:variable name="named-addressees" as="element()*" select="f:named($received)"/>
    <xsl:variable name="date" as="map(xs:string, item()*)?" select="f:date-of-letter($tei, $sent)"/>
    <xsl:variable name="in-title" as="map(xs:string, xs:string)*" select="
      if (exists($named-senders) and exists($named-addressees)) then () else f:named-in-title(f:titles($tei)?title)"/>
    <xsl:variable name="senders" as="map(xs:string, xs:string)*" select="
      if (exists($named-senders)) then $named-senders ! f:name(., $authority)
      else if ($authors) then $authors ! f:name(., $authority)
      else $in-title[1]"/>
    <xsl:sequence select="map{
      'kind': if ($description or exists($in-title) or count($letters) = 1) then 'letter' else 'document',
      'senders': $senders,
      'addressees': if (exists($named-addressees)) then $named-addressees ! f:name(., $authority) else $in-title[2],
      'date': $date,
      'date-words': if (exists($date)) then '' else f:words(
        ($sent/tei:date, $header/tei:profileDesc/tei:creation/tei:date)[normalize-space()][1]),
      'place': f:place-of-letter($tei, $sent, $authority),
      'previous': f:neighbours($description, ('prev', 'previous', 'previous_letter')),
      'next': f:neighbours($description, ('next', 'next_letter'))}"/>
  </xsl:function>

  <!-- The names in an action of a correspDesc; a word that stands for an unknown name is none. -->
  <xsl:function name="f:named" as="element()*">
    <xsl:param name="action" as="element()?"/>
    <xsl:sequence select="$action/(tei:persName | tei:orgName | tei:name[not(@type = 'place')]
      | tei:rs[not(@type = 'place')])[normalize-space()]
      [not(@cert = 'unknown' and not(@ref | @key)) and not(lower-case(normalize-space()) = $f:unknown)]"/>
  </xsl:function>

  <!-- What CMIF files write where nobody is known (CMIF 1.1, correspAction). -->
  <xsl:variable name="f:unknown" as="xs:string+" select="'unknown', 'unbekannt', 'inconnu', 'desconocido'"/>

  <!-- The writer and the addressee that a title names; nothing when it doesn't say. -->
  <xsl:function name="f:named-in-title" as="map(xs:string, xs:string)*">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="pattern" as="xs:string?" select="($f:title-patterns/*/*[matches($title, ., 'i')])[1]"/>
    <xsl:sequence select="if ($pattern) then ('$1', '$2') ! replace($title, $pattern, ., 'i')
      ! map:merge((f:name-in-words(.), map{'kind': 'person', 'ref': '', 'uri': '', 'uris': ''})) else ()"/>
  </xsl:function>

  <xsl:variable name="f:title-patterns" as="document-node()" static="yes" select="doc('titles.xml')"/>

  <xsl:function name="f:date-of-letter" as="map(xs:string, item()*)?">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="sent" as="element()?"/>
    <xsl:variable name="header" as="element()?" select="$tei/tei:teiHeader"/>
    <xsl:variable name="lone" as="element()?" select="
      if (count($tei/tei:text//tei:dateline) = 1) then $tei/tei:text//tei:dateline else ()"/>
    <xsl:sequence select="(($sent/tei:date, $header/tei:profileDesc/tei:creation/tei:date,
      $header/tei:fileDesc/tei:titleStmt/tei:title[exists(f:date(.))],
      $header/tei:fileDesc/tei:sourceDesc//(tei:origDate | tei:docDate), $lone//tei:date) ! f:date(.))[1]"/>
  </xsl:function>

  <xsl:function name="f:place-of-letter" as="map(xs:string, xs:string)?">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="sent" as="element()?"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="place" as="element()?" select="($sent/(tei:placeName | tei:settlement | tei:name[@type = 'place']
      | tei:rs[@type = 'place']), $tei/tei:teiHeader/tei:profileDesc/tei:creation/(tei:placeName | tei:settlement),
      $tei/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:origPlace)[normalize-space()][1]"/>
    <xsl:sequence select="$place ! map{'name': f:words(.), 'ref': string((@ref, @key)[1]),
      'uris': string-join(f:uris(string((@ref, @key)[1]), f:entries(., $authority)[1]), ' ')}"/>
  </xsl:function>

  <!-- The letters to which a correspContext points. -->
  <xsl:function name="f:neighbours" as="map(xs:string, xs:string)*">
    <xsl:param name="description" as="element()?"/>
    <xsl:param name="types" as="xs:string*"/>
    <xsl:sequence select="$description/tei:correspContext/(tei:ref | tei:ptr)[(@type, @subtype) = $types]
      ! map{'words': f:words(.), 'uri': f:address(normalize-space(@target))}"/>
  </xsl:function>

  <!-- Who published the encoding, when, under which identifiers and licence. -->
  <xsl:function name="f:publication" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="statement" as="element()?" select="$tei/tei:teiHeader/tei:fileDesc/tei:publicationStmt"/>
    <xsl:variable name="date" as="element()?" select="($statement//tei:date)[1]"/>
    <xsl:variable name="numbers" as="element()*" select="$statement//tei:idno[not(tei:idno)][normalize-space()]"/>
    <xsl:sequence select="map{
      'publisher': f:words(($statement//tei:publisher, $statement//tei:authority, $statement//tei:distributor)[1]),
      'publication-place': f:words(($statement//tei:pubPlace)[1]),
      'published': (f:date($date)?start, replace($date, '^.*?(\d{4}).*$', '$1', 's')[matches(., '^\d{4}$')])[1],
      'uri': ($numbers ! normalize-space()[matches(., '^https?://\S+$')])[1] ! f:address(.),
      'doi': f:doi($numbers),
      'identifiers': $numbers ! map{'type': string(@type), 'value': normalize-space()},
      'licence': f:licence($statement/tei:availability[1])}"/>
  </xsl:function>

  <!-- The first DOI among numbers, without the address of a resolver. -->
  <xsl:function name="f:doi" as="xs:string?">
    <xsl:param name="numbers" as="element()*"/>
    <xsl:sequence select="($numbers ! normalize-space() ! replace(., '^https?://(dx\.)?doi\.org/', ''))
      [matches(., '^10\.\d{4,}/\S+$')][1]"/>
  </xsl:function>

  <!-- The licence: its address, and a name short enough to be read. -->
  <xsl:function name="f:licence" as="map(xs:string, xs:string)?">
    <xsl:param name="availability" as="element()?"/>
    <xsl:variable name="licence" as="element()?" select="$availability/tei:licence[1]"/>
    <xsl:variable name="uri" as="xs:string" select="f:address(string(($licence/@target ! tokenize(.))[matches(., '^https?:')][1]))"/>
    <xsl:variable name="words" as="xs:string" select="f:words(($licence, $availability)[1])"/>
    <xsl:variable name="cc" as="xs:string" select="'^https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d).*$'"/>
    <xsl:if test="$uri or $words">
      <xsl:sequence select="map{'uri': $uri, 'name':
        if ($words and string-length($words) le 120) then $words
        else if (matches($uri, $cc)) then 'CC ' || upper-case(replace($uri, $cc, '$1')) || ' ' || replace($uri, $cc, '$2')
        else if ($uri) then $uri
        else $words}"/>
    </xsl:if>
  </xsl:function>

  <!-- Where the letter is kept, and from what it was encoded. -->
  <xsl:function name="f:origin" as="map(xs:string, item()*)">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="origin" as="element()?" select="$tei/tei:teiHeader/tei:fileDesc/tei:sourceDesc"/>
    <xsl:variable name="place" as="element()?" select="($origin//tei:msDesc/tei:msIdentifier)[1]"/>
    <xsl:variable name="bibl" as="element()?" select="$origin/tei:bibl[1]"/>
    <xsl:sequence select="map{
      'archive': $place ! map{
        'repository': string-join((tei:institution, tei:repository) ! f:words(.)[.], ', '),
        'settlement': f:words((.//tei:settlement)[1]), 'country': f:words((.//tei:country)[1]),
        'collection': string-join(tei:collection ! f:words(.)[.], ', '),
        'shelfmark': f:words((tei:idno, tei:altIdentifier/tei:idno)[1])},
      'source': $bibl ! map{
        'title': f:words(tei:title[1]), 'statement': f:words(tei:note[@type = 'statement']/node()),
        'file': f:words(tei:idno[@type = 'file']), 'sha256': f:words(tei:idno[@type = 'sha256'])}}"/>
  </xsl:function>

  <xsl:function name="f:languages" as="xs:string*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:sequence select="distinct-values(($tei/tei:text[1]/@xml:lang, $tei/tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language/@ident,
      $tei/@xml:lang) ! normalize-space()[matches(., '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')])"/>
  </xsl:function>

  <!-- The people who answer for the edition; software is not among them. -->
  <xsl:function name="f:editors" as="map(xs:string, xs:string)*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="file" as="element()?" select="$tei/tei:teiHeader/tei:fileDesc"/>
    <xsl:variable name="stated" as="element()*" select="$file/tei:titleStmt/tei:editor"/>
    <xsl:variable name="responsible" as="element()*" select="
      ($file/tei:titleStmt | $file/tei:editionStmt)/tei:respStmt[not(tei:name/@type = 'software')]"/>
    <xsl:variable name="editing" as="element()*" select="$responsible[matches(tei:resp[1], 'edit|édit|herausg|kommentier|edición|a cura', 'i')]"/>
    <xsl:variable name="named" as="element()*" select="
      for $one in (if ($stated) then $stated else if ($editing) then $editing else $responsible)
      return if ($one/(tei:persName | tei:orgName | tei:name)) then $one/(tei:persName | tei:orgName | tei:name) else $one[self::tei:editor]"/>
    <xsl:for-each-group select="$named[normalize-space()] ! f:name(., $authority)" group-by="?name">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A key for citations: the document's xml:id, or surname-surname-date; only characters that BibTeX and URLs bear. -->
  <xsl:function name="f:key" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="made" as="xs:string" select="string-join(
      ($record?senders[1]?surname, $record?addressees[1]?surname, $record?date?start, $record?title[empty($record?senders)])[.], '-')"/>
    <xsl:variable name="plain" as="xs:string" select="
      if ($record?id) then f:ascii($record?id) else lower-case(f:ascii($made))"/>
    <xsl:sequence select="(substring($plain, 1, 80) ! (if (ends-with(., '-')) then replace(., '-+$', '') else .)[.], 'letter')[1]"/>
  </xsl:function>

  <!-- Letters without their accents, digits, dots; a hyphen for everything else. -->
  <xsl:function name="f:ascii" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (not(translate(translate($text, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_', ''), '-', ''))
        and not(contains('-' || $text || '-', '--'))) then $text
      else $text ! normalize-unicode(., 'NFKD') ! replace(., '\p{M}', '') ! replace(., '[^A-Za-z0-9._]+', '-')
      ! replace(., '^[-.]+|[-.]+$', '')"/>
  </xsl:function>

  <!-- The title, or one made of what the record knows. -->
  <xsl:function name="f:display-title" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="from" as="xs:string" select="f:listed($record?senders?name, 'and')"/>
    <xsl:variable name="to" as="xs:string" select="f:listed($record?addressees?name, 'and')"/>
    <xsl:variable name="made" as="xs:string" select="string-join((
      'Letter', ('from ' || $from)[$from], ('to ' || $to)[$to]), ' ')"/>
    <xsl:sequence select="if ($record?title) then $record?title
      else string-join(($made, f:date-in-english($record?date), $record?date-words[.]), ', ')"/>
  </xsl:function>

  <!-- "Letter to Anna Moser". -->
  <xsl:function name="f:letter-to" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="to" as="xs:string" select="f:listed($record?addressees?name, 'and')"/>
    <xsl:sequence select="if (not($record?kind = 'letter')) then '' else if ($to) then 'Letter to ' || $to else 'Letter'"/>
  </xsl:function>

  <!-- "Lübeck, Stadtbibliothek, Nachlass Voss, Ms. 12". -->
  <xsl:function name="f:archive-in-words" as="xs:string">
    <xsl:param name="archive" as="map(xs:string, xs:string)?"/>
    <xsl:sequence select="string-join($archive ! (?settlement, ?repository, ?collection, ?shelfmark)[.], ', ')"/>
  </xsl:function>
</xsl:stylesheet>
