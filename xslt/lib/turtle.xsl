<?xml version="1.0" encoding="UTF-8"?>
<!-- Records as RDF in Turtle, with the vocabulary of schema.org: a letter is a schema:Message with sender, recipient, dateSent and
     locationCreated; schema:mentions leads to persons, places and organisations; dates that are no single day are EDTF. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:turtle" as="xs:string">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="agents" as="map(xs:string, item()*)*" select="f:agents($letters)"/>
    <xsl:variable name="iris" as="map(xs:string, xs:string)" select="map:merge($agents ! map:entry(?key, ?iri))"/>
    <xsl:sequence select="string-join((
      '@prefix schema: &lt;https://schema.org/> .', '@prefix owl: &lt;http://www.w3.org/2002/07/owl#> .',
      '@prefix xsd: &lt;http://www.w3.org/2001/XMLSchema#> .', '@prefix edtf: &lt;http://id.loc.gov/datatypes/edtf/> .', '',
      $letters ! f:turtle-letter(., $iris), $agents ! f:turtle-agent(.)), '&#10;')"/>
  </xsl:function>

  <!-- All who and what is named, each once: "key", "iri", "kind", "name", "uris". -->
  <xsl:function name="f:agents" as="map(xs:string, item()*)*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="named" as="map(*)*" select="$letters ! (
      (?senders, ?addressees) ! map:merge((., map{'key': f:identity(.)})),
      ?place ! map:merge((., map{'key': f:turtle-key(.), 'kind': 'place'})),
      ?mentions[?ref] ! map:merge((map{'key': f:turtle-key(.), 'name': (?name[.], ?words)[1]}, .)))"/>
    <xsl:for-each-group select="$named" group-by="?key">
      <xsl:variable name="uris" as="xs:string*" select="distinct-values(current-group()?uris ! tokenize(.))"/>
      <xsl:sequence select="map{'key': current-grouping-key(), 'kind': ?kind, 'name': ?name, 'uris': $uris,
        'iri': ($uris[1], '#' || ?kind || '-' || encode-for-uri(translate(current-grouping-key(), ' ', '-')))[1]}"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:turtle-key" as="xs:string">
    <xsl:param name="named" as="map(xs:string, item()*)"/>
    <xsl:sequence select="(tokenize($named?uris), $named?ref[.], $named?name)[1]"/>
  </xsl:function>

  <xsl:function name="f:turtle-letter" as="xs:string">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="iris" as="map(xs:string, xs:string)"/>
    <xsl:variable name="facts" as="xs:string*" select="
      f:turtle-literal('schema:name', f:display-title($letter)),
      f:turtle-links('schema:sender', $letter?senders ! $iris(f:identity(.))),
      f:turtle-links('schema:recipient', $letter?addressees ! $iris(f:identity(.))),
      $letter?date ! f:turtle-date(.),
      f:turtle-links('schema:locationCreated', $letter?place ! $iris(f:turtle-key(.))),
      f:turtle-links('schema:mentions', distinct-values($letter?mentions[?ref] ! $iris(f:turtle-key(.)))),
      $letter?languages ! f:turtle-literal('schema:inLanguage', .),
      f:turtle-literal('schema:isPartOf', $letter?edition),
      f:turtle-literal('schema:identifier', $letter?doi),
      f:turtle-links('schema:license', $letter?licence?uri[.]),
      f:turtle-literal('schema:archivedAt', f:archive-in-words($letter?archive))"/>
    <xsl:sequence select="f:turtle-subject(($letter?uri, '#' || encode-for-uri($letter?key))[1],
      if ($letter?kind = 'letter') then 'schema:Message' else 'schema:CreativeWork', $facts)"/>
  </xsl:function>

  <xsl:function name="f:turtle-agent" as="xs:string">
    <xsl:param name="agent" as="map(xs:string, item()*)"/>
    <xsl:sequence select="f:turtle-subject($agent?iri,
      (map{'person': 'schema:Person', 'place': 'schema:Place', 'org': 'schema:Organization'}($agent?kind), 'schema:Thing')[1],
      (f:turtle-literal('schema:name', $agent?name), f:turtle-links('owl:sameAs', $agent?uris[. ne $agent?iri])))"/>
  </xsl:function>

  <xsl:function name="f:turtle-subject" as="xs:string">
    <xsl:param name="iri" as="xs:string"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="facts" as="xs:string*"/>
    <xsl:sequence select="f:iri($iri) || ' a ' || $class || string-join($facts ! (' ;&#10;  ' || .)) || ' .&#10;'"/>
  </xsl:function>

  <!-- A day, month or year; what is more than that as EDTF. -->
  <xsl:function name="f:turtle-date" as="xs:string*">
    <xsl:param name="date" as="map(xs:string, item()*)"/>
    <xsl:variable name="type" as="xs:string?" select="('xsd:gYear', 'xsd:gYearMonth', 'xsd:date')[count(f:day-parts($date?start))]"/>
    <xsl:sequence select="
      if ($date?kind = 'when' and not($date?doubt)) then 'schema:dateSent &quot;' || $date?start || '&quot;^^' || $type
      else 'schema:dateCreated &quot;' || f:edtf($date) || '&quot;^^edtf:EDTF'"/>
  </xsl:function>

  <xsl:function name="f:turtle-links" as="xs:string?">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="iris" as="xs:string*"/>
    <xsl:sequence select="if (exists($iris)) then $property || ' ' || string-join($iris ! f:iri(.), ', ') else ()"/>
  </xsl:function>

  <xsl:function name="f:turtle-literal" as="xs:string?">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($value) then $property || ' &quot;' || (normalize-space($value)
      => replace('\\', '\\\\') => replace('&quot;', '\\&quot;')) || '&quot;' else ()"/>
  </xsl:function>

  <!-- An address between angle brackets, without the characters that Turtle forbids there. -->
  <xsl:function name="f:iri" as="xs:string">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="'&lt;' || iri-to-uri(translate($uri, '\', '/')) || '>'"/>
  </xsl:function>
</xsl:stylesheet>
