<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of persons and organisations, from what TEI has (parts, a register, or only words) to a map:
     "name" (in reading order), "surname", "particle" (von, de …) and "forename" (each "" when there is none),
     "suffix" (Jr.), "kind" (person or org), "doubt" (conjecture: the editors inferred who it is; low:
     they are not sure), "ref" (the pointer as it stands), "uri" (an address that names the same, or ""), "uris" (all
     such addresses, with blanks between them). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:name" as="map(xs:string, xs:string)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="named" as="element()" select="
      ($element/(tei:persName | tei:orgName | tei:name)[1], $element)[1]"/>
    <xsl:variable name="entry" as="element()?" select="(($named, $element[not(. is $named)]) ! f:entries(., $authority))[1]"/>
    <xsl:variable name="in-parts" as="element()?" select="
      ($named, f:entry-name($entry)[not(f:is-inverted(f:words($named)))])[descendant::tei:surname][1]"/>
    <xsl:variable name="is-org" as="xs:boolean" select="$named/self::tei:orgName or $named/@type = 'org'
      or $entry/self::tei:org or f:is-undivided($named)"/>
    <xsl:variable name="words" as="map(xs:string, xs:string)" select="
      if ($is-org) then f:whole-name(f:words($named))
      else if ($in-parts) then f:name-in-parts($in-parts)
      else f:name-in-words(f:words($named))"/>
    <xsl:variable name="ref" as="xs:string" select="string(($named/@ref, $element/@ref, $named/@key, $element/@key)[1])"/>
    <xsl:variable name="uris" as="xs:string*" select="f:uris($ref, $entry)"/>
    <xsl:sequence select="map:merge(($words, map{
      'kind': if ($is-org) then 'org' else 'person',
      'doubt': if ($element/@evidence = 'conjecture') then 'conjecture' else if ($element/@cert = ('low', 'unknown')) then 'low' else '',
      'ref': $ref,
      'uri': string($uris[1]),
      'uris': string-join($uris, ' ')}))"/>
  </xsl:function>

  <!-- A name in a statement of responsibility that nothing marks as a person's: "The editors". -->
  <xsl:function name="f:is-undivided" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::tei:name[not(@type)]/parent::tei:respStmt)
      and not(contains($element, ',')) and empty($element/tei:surname)"/>
  </xsl:function>

  <!-- A name that is not divided: an organisation, a single word. -->
  <xsl:function name="f:whole-name" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="map{'name': $name, 'surname': $name, 'particle': '', 'forename': '', 'suffix': ''}"/>
  </xsl:function>

  <!-- A name whose parts the encoding tells apart (TEI P5, chapter 13.2.1). -->
  <xsl:function name="f:name-in-parts" as="map(xs:string, xs:string)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="surname" as="xs:string" select="string-join($element//tei:surname[f:stands(., 'corrected')] ! f:words(.), ' ')"/>
    <xsl:variable name="particle" as="xs:string" select="string-join($element//tei:nameLink[f:stands(., 'corrected')] ! f:words(.), ' ')"/>
    <xsl:variable name="forename" as="xs:string" select="string-join($element//tei:forename[f:stands(., 'corrected')] ! f:words(.), ' ')"/>
    <xsl:variable name="suffix" as="xs:string" select="string-join($element//tei:genName[f:stands(., 'corrected')] ! f:words(.), ' ')"/>
    <xsl:sequence select="map{
      'name': string-join(($forename, f:joined($particle, $surname), $suffix)[.], ' '),
      'surname': $surname, 'particle': $particle, 'forename': $forename, 'suffix': $suffix}"/>
  </xsl:function>

  <!-- A name that is only words: "Surname, Forename", or words of which the last is the surname, unless a particle
       (a word in lower case after the first) begins it earlier. An office, with or without a name in brackets, is not divided. -->
  <xsl:function name="f:name-in-words" as="map(xs:string, xs:string)">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space(translate($words, '[]⟨⟩', ''))"/>
    <xsl:variable name="tokens" as="xs:string*" select="tokenize($plain)"/>
    <xsl:variable name="particle" as="xs:string" select="'^(.+?) ((?:\p{Ll}+[ ’'']|[dl][’''])+)(\p{Lu}.*)$'"/>
    <xsl:variable name="younger" as="xs:string" select="'^(.+?)(?:,? (Jr\.?|Sr\.?|jun\.|sen\.|Esq\.)|, (II|III|IV))$'"/>
    <xsl:sequence select="
      if (contains($plain, '(') or starts-with(lower-case($plain), 'the ')) then f:whole-name($plain)
      else if (ends-with($plain, '.') and matches($plain, $younger) or contains($plain, ',') and matches($plain, $younger))
      then map:merge((map{'name': $plain, 'suffix': replace($plain, $younger, '$2$3')}, f:name-in-words(replace($plain, $younger, '$1'))))
      else if (f:is-inverted($plain)) then f:inverted(substring-before($plain, ', '), substring-after($plain, ', '))
      else if (exists(tail($tokens)[substring(., 1, 1) = lower-case(substring(., 1, 1))]) and matches($plain, $particle)) then map{'name': $plain, 'suffix': '',
        'forename': replace($plain, $particle, '$1'),
        'particle': normalize-space(replace($plain, $particle, '$2')),
        'surname': replace($plain, $particle, '$3')}
      else if (count($tokens) gt 1) then map{'name': $plain, 'particle': '', 'suffix': '',
        'forename': string-join($tokens[position() lt last()], ' '), 'surname': $tokens[last()]}
      else f:whole-name($plain)"/>
  </xsl:function>

  <!-- "Surname, Forename": one comma, with words on both sides. -->
  <xsl:function name="f:is-inverted" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="substring-before($words, ', ') and substring-after($words, ', ')
      and not(contains(substring-after($words, ','), ','))"/>
  </xsl:function>

  <!-- "Lindqvist" and "Erik", "Brandis" and "Karl von". -->
  <xsl:function name="f:inverted" as="map(xs:string, xs:string)">
    <xsl:param name="surname" as="xs:string"/>
    <xsl:param name="rest" as="xs:string"/>
    <xsl:variable name="tokens" as="xs:string*" select="tokenize($rest)"/>
    <xsl:variable name="given" as="xs:integer" select="max((0, index-of($tokens ! matches(., '^\p{Ll}'), false())))"/>
    <xsl:variable name="forename" as="xs:string" select="string-join($tokens[position() le $given], ' ')"/>
    <xsl:variable name="particle" as="xs:string" select="string-join($tokens[position() gt $given], ' ')"/>
    <xsl:sequence select="map{'name': string-join(($forename, f:joined($particle, $surname))[.], ' '),
      'surname': $surname, 'particle': $particle, 'forename': $forename, 'suffix': ''}"/>
  </xsl:function>

  <!-- A particle before a surname: "von Brandis", "d'Anvers". -->
  <xsl:function name="f:joined" as="xs:string">
    <xsl:param name="particle" as="xs:string"/>
    <xsl:param name="surname" as="xs:string"/>
    <xsl:sequence select="if ($particle) then $particle || ' '[not(ends-with($particle, '’') or ends-with($particle, ''''))] || $surname
      else $surname"/>
  </xsl:function>

  <!-- "A", "A and B", "A, B and C". -->
  <xsl:function name="f:listed" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="and" as="xs:string"/>
    <xsl:sequence select="
      if (empty(tail($names))) then string($names)
      else string-join((string-join($names[position() lt last()], ', '), $names[last()])[.], ' ' || $and || ' ')"/>
  </xsl:function>

  <!-- Surname, Forename; an organisation as it is. -->
  <xsl:function name="f:sorted-name" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if ($name?kind = 'org' or not($name?forename)) then $name?name
      else string-join((f:joined($name?particle, $name?surname), $name?forename, $name?suffix[.]), ', ')"/>
  </xsl:function>
</xsl:stylesheet>
