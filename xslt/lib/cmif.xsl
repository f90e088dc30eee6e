<?xml version="1.0" encoding="UTF-8"?>
<!-- Records as a file in the Correspondence Metadata Interchange Format, version 1.1 (TEI Correspondence SIG, 2025). It is
     made anew from the record and holds no mark-up of the letters, since the format allows next to none in names and dates. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes" xmlns="http://www.tei-c.org/ns/1.0">

  <xsl:function name="f:cmif" as="element()">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="settings" as="map(xs:string, xs:string)"/>
    <xsl:if test="empty($letters)">
      <xsl:message>[no-letter] There is no letter among the documents, and CMIF must have one to be valid.</xsl:message>
    </xsl:if>
    <TEI>
      <teiHeader>
        <fileDesc>
          <titleStmt>
            <title>{($settings?title[.], $letters?edition[.], 'Letters')[1]}</title>
            <xsl:sequence select="f:cmif-editors($letters, $settings)"/>
          </titleStmt>
          <publicationStmt>
            <publisher>{($settings?publisher[.], $letters?publisher[.], 'Unknown')[1]}</publisher>
            <idno type="url">{($settings?url[.], f:cmif-address($letters))[1]}</idno>
            <date when="{($settings?date[.], f:cmif-day($letters))[1]}"/>
            <availability><licence target="{$settings?licence}">{$settings?licence}</licence></availability>
          </publicationStmt>
          <sourceDesc>
            <xsl:sequence select="f:cmif-sources($letters)"/>
          </sourceDesc>
        </fileDesc>
        <profileDesc>
          <xsl:sequence select="$letters ! f:cmif-letter(., $settings)"/>
        </profileDesc>
      </teiHeader>
      <text>
        <body>
          <p/>
        </body>
      </text>
    </TEI>
  </xsl:function>

  <xsl:function name="f:cmif-editors" as="element()+">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="settings" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="($settings?editor[.], distinct-values($letters?editors?name)[not($settings?editor)], 'Unknown')[position() = 1 or . ne 'Unknown']">
      <editor>
        <xsl:text>{.}</xsl:text>
        <xsl:if test="position() = 1 and $settings?email">
          <xsl:text> </xsl:text><email>{$settings?email}</email>
        </xsl:if>
      </editor>
    </xsl:for-each>
  </xsl:function>

  <!-- The last day on which letters were published; the format must have one. -->
  <xsl:function name="f:cmif-day" as="xs:string">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:if test="empty($letters?published)">
      <xsl:message>[no-date] CMIF must say when the file was published, and the letters don't: it says 1970. Give the day as the parameter “date”.</xsl:message>
    </xsl:if>
    <xsl:sequence select="(max($letters?published), '1970')[1]"/>
  </xsl:function>

  <!-- Where the file will most likely be: beside the letters. -->
  <xsl:function name="f:cmif-address" as="xs:string">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="uri" as="xs:string?" select="($letters?uri)[1]"/>
    <xsl:if test="empty($uri)">
      <xsl:message>[no-address] CMIF asks for the address under which the file will be found; give it as the parameter “url”.</xsl:message>
    </xsl:if>
    <xsl:sequence select="if ($uri) then replace($uri, '^(.*/)[^/]*$', '$1') || 'cmif.xml' else 'cmif.xml'"/>
  </xsl:function>

  <!-- The editions, with identifiers that stay the same as long as their DOI, or their title, does. -->
  <xsl:function name="f:cmif-sources" as="element()*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:for-each-group select="$letters" group-by="f:cmif-source(.)">
      <bibl xml:id="{current-grouping-key()}" type="{if (?uri) then 'online' else 'print'}">
        <xsl:text>{(string-join((?edition, ?publication-place, ?publisher, substring(?published, 1, 4))[.], ', ')[.], 'Letters')[1]}</xsl:text>
      </bibl>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:cmif-source" as="xs:string">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:sequence select="f:uuid(($letter?edition-doi, $letter?edition[.], $letter?publisher[.], 'letters')[1])"/>
  </xsl:function>

  <xsl:function name="f:cmif-letter" as="element()">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="settings" as="map(xs:string, xs:string)"/>
    <correspDesc key="{$letter?key}" source="#{f:cmif-source($letter)}">
      <xsl:if test="$letter?uri"><xsl:attribute name="ref" select="$letter?uri"/></xsl:if>
      <correspAction type="sent">
        <xsl:sequence select="f:cmif-names($letter?senders), $letter?place ! f:cmif-place(.), $letter?date ! f:cmif-date(.)"/>
      </correspAction>
      <correspAction type="received">
        <xsl:sequence select="f:cmif-names($letter?addressees)"/>
      </correspAction>
      <xsl:if test="$settings?version = '2'">
        <xsl:sequence select="f:cmif-note($letter, $settings?tei)"/>
      </xsl:if>
    </correspDesc>
  </xsl:function>

  <xsl:function name="f:cmif-names" as="element()+">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:for-each select="$names">
      <xsl:variable name="uri" as="xs:string?" select="f:preferred-uri(?uris, $f:person-registries)"/>
      <xsl:element name="{if (?kind = 'org') then 'orgName' else 'persName'}">
        <xsl:if test="$uri"><xsl:attribute name="ref" select="$uri"/></xsl:if>
        <xsl:if test="?doubt = 'conjecture'"><xsl:attribute name="evidence" select="?doubt"/></xsl:if>
        <xsl:if test="?doubt = 'low'"><xsl:attribute name="cert" select="?doubt"/></xsl:if>
        <xsl:text>{?name}</xsl:text>
      </xsl:element>
    </xsl:for-each>
    <xsl:if test="empty($names)"><persName>Unknown</persName></xsl:if>
  </xsl:function>

  <xsl:function name="f:cmif-place" as="element()">
    <xsl:param name="place" as="map(xs:string, xs:string)"/>
    <xsl:variable name="uri" as="xs:string?" select="f:place-uri($place?uris)"/>
    <placeName>
      <xsl:if test="$uri"><xsl:attribute name="ref" select="$uri"/></xsl:if>
      <xsl:text>{$place?name}</xsl:text>
    </placeName>
  </xsl:function>

  <!-- The address of a place; that of GeoNames in the one form that indexes of letters know. -->
  <xsl:function name="f:place-uri" as="xs:string?">
    <xsl:param name="uris" as="xs:string"/>
    <xsl:sequence select="f:preferred-uri($uris, 'geonames.org')
      ! replace(., '^https?://(?:www\.|sws\.)?geonames\.org/(\d+)(?:/.*)?$', 'https://www.geonames.org/$1')"/>
  </xsl:function>

  <!-- The registries that the format names; any other address stands in for them. -->
  <xsl:variable name="f:person-registries" as="xs:string+" static="yes" select="'d-nb.info', 'viaf.org', 'id.loc.gov', 'bnf.fr', 'ndl.go.jp'"/>

  <xsl:function name="f:preferred-uri" as="xs:string?">
    <xsl:param name="uris" as="xs:string"/>
    <xsl:param name="hosts" as="xs:string+"/>
    <xsl:variable name="all" as="xs:string*" select="tokenize($uris)"/>
    <xsl:sequence select="($hosts ! (for $host in . return $all[contains(., $host)]), $all)[1]"/>
  </xsl:function>

  <xsl:function name="f:cmif-date" as="element()?">
    <xsl:param name="date" as="map(xs:string, item()*)"/>
    <xsl:variable name="names" as="xs:string+" select="
      if ($date?kind = 'when' or $date?start = $date?end) then ('when', '')
      else if ($date?kind = 'range') then ('from', 'to') else ('notBefore', 'notAfter')"/>
    <date>
      <xsl:if test="$date?start"><xsl:attribute name="{$names[1]}" select="$date?start"/></xsl:if>
      <xsl:if test="$date?end and $names[2]"><xsl:attribute name="{$names[2]}" select="$date?end"/></xsl:if>
      <xsl:if test="$date?doubt and $names[1] = 'when'"><xsl:attribute name="cert" select="'low'"/></xsl:if>
    </date>
  </xsl:function>

  <!-- What version 2.0, a draft, adds: who and what is mentioned, in which languages the letter is, where its TEI lies. The terms
       are written out, since the schema has no place where a prefix could be declared. -->
  <xsl:function name="f:cmif-note" as="element()?">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="folder" as="xs:string"/>
    <xsl:variable name="said" as="element()*">
      <xsl:for-each-group select="f:mentioned($letter)[?uris][map:contains($f:cmif-terms, ?kind)]" group-by="f:cmif-uri(.)">
        <xsl:sequence select="f:cmif-ref($f:cmif-terms(?kind), current-grouping-key(), (?name[.], ?words)[1])"/>
      </xsl:for-each-group>
      <xsl:sequence select="$letter?languages ! f:cmif-ref('hasLanguage', ., '')"/>
      <xsl:if test="$folder">
        <xsl:sequence select="f:cmif-ref('isAvailableAsTEIfile', replace($folder, '/$', '') || '/' || encode-for-uri($letter?file) || '.xml', '')"/>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="exists($said)"><note><xsl:sequence select="$said"/></note></xsl:if>
  </xsl:function>

  <xsl:variable name="f:cmif-terms" as="map(xs:string, xs:string)" static="yes" select="map{
    'person': 'mentionsPerson', 'place': 'mentionsPlace', 'org': 'mentionsOrg', 'work': 'mentionsBibl'}"/>

  <xsl:function name="f:cmif-uri" as="xs:string">
    <xsl:param name="mention" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if ($mention?kind = 'place') then f:place-uri($mention?uris) else f:preferred-uri($mention?uris, $f:person-registries)"/>
  </xsl:function>

  <xsl:function name="f:cmif-ref" as="element()">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <ref type="https://lod.academy/cmif/vocab/terms#{$term}" target="{$target}">{$words}</ref>
  </xsl:function>
</xsl:stylesheet>
