<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as DataCite metadata, version 4.5 (https://datacite-metadata-schema.readthedocs.io). What the schema requires and
     nobody has told is given as its Appendix 3 says: ":unkn". -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:datacite" as="map(xs:string, item())">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:variable name="creators" as="map(*)*" select="$record?senders ! f:datacite-person(.)"/>
    <xsl:variable name="year" as="xs:string" select="f:datacite-year($record)"/>
    <xsl:sequence select="map:merge((
      map{'schemaVersion': 'http://datacite.org/schema/kernel-4',
        'types': map{'resourceTypeGeneral': 'Text', 'resourceType': if ($is-letter) then 'Letter' else 'Document'},
        'creators': array{if (exists($creators)) then $creators else map{'name': ':unkn'}},
        'titles': array{map{'title': f:display-title($record)}},
        'publisher': map{'name': ($record?publisher[.], ':unkn')[1]},
        'publicationYear': $year},
      map:entry('doi', $record?doi)[$record?doi],
      map:entry('url', $record?uri)[$record?uri],
      map:entry('language', $record?languages[1])[exists($record?languages)],
      f:datacite-list('contributors', f:datacite-contributors($record)),
      f:datacite-list('dates', f:datacite-dates($record)),
      f:datacite-list('rightsList', $record?licence ! f:datacite-rights(.)),
      f:datacite-list('descriptions', $record?abstract[.] ! map{'description': ., 'descriptionType': 'Abstract'}),
      f:datacite-list('geoLocations', $record?place ! map{'geoLocationPlace': ?name}),
      f:datacite-list('relatedItems', $record?edition[.] ! map{'relatedItemType': 'Collection', 'relationType': 'IsPublishedIn',
        'titles': array{map{'title': .}}})))"/>
  </xsl:function>

  <xsl:function name="f:datacite-list" as="map(xs:string, array(*))?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="map(*)*"/>
    <xsl:sequence select="if (exists($values)) then map{$key: array{$values}} else ()"/>
  </xsl:function>

  <!-- The year in which the encoding was published; without it DataCite would not take the record, so it is said. -->
  <xsl:function name="f:datacite-year" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:if test="empty($record?published)">
      <xsl:message>[no-year] DataCite asks for the year of publication, and the TEI header has none; 0000 stands for it.</xsl:message>
    </xsl:if>
    <xsl:sequence select="($record?published ! substring(., 1, 4), '0000')[1]"/>
  </xsl:function>

  <xsl:function name="f:datacite-person" as="map(xs:string, item())">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:variable name="is-org" as="xs:boolean" select="$name?kind = 'org'"/>
    <xsl:sequence select="map:merge((
      map{'name': f:sorted-name($name),
        'nameType': if ($is-org) then 'Organizational' else 'Personal'},
      map{'familyName': f:joined($name?particle, $name?surname), 'givenName': $name?forename}[not($is-org) and $name?forename],
      f:datacite-list('nameIdentifiers', tokenize($name?uris) ! map{'nameIdentifier': ., 'nameIdentifierScheme': f:registry-of(.)})))"/>
  </xsl:function>

  <!-- DataCite has no addressees; they are related persons. -->
  <xsl:function name="f:datacite-contributors" as="map(xs:string, item())*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      $record?editors ! map:put(f:datacite-person(.), 'contributorType', 'Editor'),
      $record?addressees ! map:put(f:datacite-person(.), 'contributorType', if (?kind = 'org') then 'Other' else 'RelatedPerson'),
      $record?archive?repository[.] ! map{'name': ., 'nameType': 'Organizational', 'contributorType': 'HostingInstitution'}"/>
  </xsl:function>

  <xsl:function name="f:datacite-dates" as="map(xs:string, xs:string)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      $record?date ! map:merge((
        map{'dateType': 'Created', 'date': if (?start = ?end) then ?start else string(?start) || '/' || ?end},
        map{'dateInformation': f:date-in-english(.)}[$record?date?doubt])),
      $record?published ! map{'dateType': 'Issued', 'date': .}"/>
  </xsl:function>

  <xsl:function name="f:datacite-rights" as="map(xs:string, xs:string)">
    <xsl:param name="licence" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="map:merge((map{'rights': $licence?name}, map{'rightsUri': $licence?uri}[$licence?uri]))"/>
  </xsl:function>
</xsl:stylesheet>
