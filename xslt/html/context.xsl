<?xml version="1.0" encoding="UTF-8"?>
<!-- What several modules of the page ask: the numbers of paragraphs, notes and names, who has marked what, and the
     attributes that every element of a TEI text brings along. Each is computed once for the page. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:documents" as="element(tei:TEI)+" select="f:documents(/)"/>
  <xsl:variable name="v:texts" as="element(tei:text)*" select="$v:documents/tei:text"/>
  <xsl:variable name="v:records" as="map(xs:string, item()*)+" select="$v:documents ! f:record(., $authority)"/>

  <!-- What the page is about: its letter; of several letters, what they are all parts of. -->
  <xsl:variable name="v:subject" as="map(xs:string, item()*)" select="
    if (count($v:documents) gt 1 and exists(/tei:teiCorpus/tei:teiHeader)) then f:record(f:header-alone(/tei:teiCorpus/tei:teiHeader), $authority)
    else $v:records[1]"/>

  <xsl:function name="f:header-alone" as="element(tei:TEI)">
    <xsl:param name="header" as="element(tei:teiHeader)"/>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><xsl:sequence select="$header"/></TEI>
  </xsl:function>

  <!-- Identifiers that we give begin with this, so that none is one of the document's own. -->
  <xsl:variable name="v:prefix" as="xs:string" select="f:prefix(/)"/>

  <xsl:variable name="v:paragraph-numbers" as="map(xs:string, xs:integer)" select="f:numbered(f:paragraphs($v:texts))"/>
  <xsl:variable name="v:notes" as="element(tei:note)*" select="$v:texts//tei:note[f:is-remark(.)]"/>
  <xsl:variable name="v:note-numbers" as="map(xs:string, xs:integer)" select="f:numbered($v:notes)"/>
  <xsl:variable name="v:names" as="element()*" select="$v:texts//(tei:persName | tei:placeName | tei:orgName | tei:rs | tei:name
    | tei:settlement | tei:country | tei:region | tei:geogName)[@ref or @key or @corresp]
    [empty($v:registers) or not(f:is-register(.))]"/>
  <xsl:variable name="v:entry-of" as="map(xs:string, element())" select="map:merge((
    $v:likes ! (let $entry := ?entry return if ($entry) then ?names ! map:entry(generate-id(), $entry) else ()),
    $v:documents/tei:teiHeader/tei:profileDesc//tei:correspDesc//(tei:persName | tei:orgName | tei:placeName | tei:name | tei:rs)
    ! (let $name := . return f:entries(., $authority)[1] ! map:entry(generate-id($name), .))))"/>

  <!-- Names that are written with the same attributes, and the entry to which they lead. The same few names stand again and
       again in a letter. -->
  <xsl:variable name="v:likes" as="map(xs:string, element()*)*">
    <xsl:for-each select="$v:documents">
      <xsl:for-each-group select="if (count($v:documents) = 1) then $v:names else $v:names intersect descendant::*"
        group-by="local-name(), (@ref, @key, @corresp, @type, @rend, @resp, @cert) ! (name(), string())" composite="yes">
        <xsl:sequence select="map{'names': current-group(), 'entry': f:entries(., $authority)[1]}"/>
      </xsl:for-each-group>
    </xsl:for-each>
  </xsl:variable>

  <!-- What all names that are written alike have on the page: where they lead, what is said of them, their classes. -->
  <xsl:variable name="v:name-facts" as="map(xs:string, map(xs:string, xs:string))" select="map:merge(
    $v:likes ! (let $facts := f:name-facts(?names[1], ?entry) return ?names ! map:entry(generate-id(), $facts)))"/>
  <xsl:variable name="v:entry-in-short" as="map(xs:string, xs:string)" select="map:merge(
    $v:entry-of?*/. ! map:entry(generate-id(), f:entry-in-short(.)))"/>
  <xsl:variable name="v:names-of" as="map(xs:string, element()*)" select="map:merge(
    $v:names ! (let $name := . return $v:entry-of(generate-id()) ! map:entry(generate-id(), $name)), map{'duplicates': 'combine'})"/>
  <xsl:variable name="v:corrections" as="element(tei:choice)*" select="$v:texts//tei:choice[tei:sic and tei:corr]"/>
  <xsl:variable name="v:software" as="element(tei:respStmt)*" select="
    $v:documents/tei:teiHeader/tei:fileDesc//tei:respStmt[tei:name/@type = 'software']"/>
  <xsl:variable name="v:software-pointers" as="xs:string*" select="$v:software/(@xml:id | tei:name/@xml:id) ! ('#' || .),
    $v:documents/tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application/@xml:id ! ('#' || .)"/>

  <!-- Is this inside a list of persons, places … at the end of a text? Those are shown in the page's own register. -->
  <xsl:function name="f:is-register" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($v:registers) and exists($node/ancestor-or-self::*[self::tei:listPerson | self::tei:listPlace
      | self::tei:listOrg | self::tei:listEvent | self::tei:listBibl][ancestor::tei:back])"/>
  </xsl:function>

  <xsl:variable name="v:registers" as="element()*" select="
    $v:texts//tei:back//(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listBibl)"/>

  <!-- Is this a note that is shown after the letter, with a number? -->
  <xsl:function name="f:is-remark" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="f:is-on-a-point($note) and not(f:is-register($note))"/>
  </xsl:function>

  <xsl:function name="f:by-software" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($v:software-values, string($element/@resp))"/>
  </xsl:function>

  <!-- The values of @resp that lead to software. -->
  <xsl:variable name="v:software-values" as="map(xs:string, xs:boolean)" select="map:merge(
    if (empty($v:software-pointers)) then ()
    else distinct-values(//@resp)[tokenize(.) = $v:software-pointers] ! map:entry(string(.), true()))"/>

  <!-- Who has marked an element, and how sure they are: "marked by software, certainty medium"; "" when unsaid. -->
  <xsl:function name="f:evidence" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="who" as="xs:string" select="if ($element/@resp) then $v:markers($element/@resp) else ''"/>
    <xsl:variable name="certainty" as="xs:string" select="if ($element/@cert) then string($v:certainties($element/@cert)) else ''"/>
    <xsl:sequence select="if ($who and $certainty) then $who || ', ' || $certainty else $who || $certainty"/>
  </xsl:function>

  <!-- Words about an element, and after them who has marked it. -->
  <xsl:function name="f:with-evidence" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="evidence" as="xs:string" select="f:evidence($element)"/>
    <xsl:sequence select="if ($words and $evidence) then $words || ' · ' || $evidence else $words || $evidence"/>
  </xsl:function>

  <!-- The words for each value of @resp that there is; the same few stand on name after name. -->
  <xsl:variable name="v:markers" as="map(xs:string, xs:string)" select="map:merge(distinct-values(//@resp) ! map:entry(string(.), string-join(
    if (map:contains($v:software-values, .)) then f:label('marked-by-software') else f:people(.) ! f:label('marked-by', .), ', ')))"/>

  <xsl:variable name="v:certainties" as="map(xs:string, xs:string)" select="map:merge(
    ('high', 'medium', 'low', 'unknown') ! map:entry(., f:label('certainty-' || .)))"/>

  <!-- The names of those to whom a value of @resp points. -->
  <xsl:function name="f:people" as="xs:string*">
    <xsl:param name="resp" as="xs:string"/>
    <xsl:for-each select="tokenize($resp)[starts-with(., '#')]">
      <xsl:variable name="id" as="xs:string" select="substring(., 2)"/>
      <xsl:variable name="statement" as="element()?" select="$v:documents/tei:teiHeader//*[@xml:id = $id]"/>
      <xsl:sequence select="(f:words($statement/(tei:persName | tei:orgName | tei:name)[1]), f:words($statement), $id)[.][1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Does this element stand as a block of its own on the page? -->
  <xsl:function name="f:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/* or map:contains($v:blocks, local-name($element))) and f:is-or-holds-block($element)"/>
  </xsl:function>

  <xsl:function name="f:is-or-holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="f:kind($element)"/>
    <xsl:sequence select="
      (if ($kind = ('inline', '', 'choice')) then f:holds-blocks($element) else f:is-block-by-kind($element))
      and not(f:is-in-heading($element))"/>
  </xsl:function>

  <!-- Does this stand in a heading, and not in a note on it, which is shown elsewhere? -->
  <xsl:function name="f:is-in-heading" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="heading" as="element()?" select="$element/ancestor::tei:head[1]"/>
    <xsl:sequence select="exists($heading) and empty($element/ancestor::tei:note[. >> $heading][f:is-remark(.)])"/>
  </xsl:function>

  <xsl:function name="f:is-block-by-kind" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="f:kind($element)"/>
    <xsl:sequence select="$kind = ('structure', 'group', 'paragraph') or $kind = 'line' and not(f:runs-on($element))"/>
  </xsl:function>

  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $inner in $element/descendant::*[map:contains($v:blocks, local-name())][f:is-block-by-kind(.)]
      satisfies empty($inner/ancestor-or-self::tei:note[f:is-remark(.)][. >> $element])"/>
  </xsl:function>

  <!-- id, lang, dir and class; more classes may be given. -->
  <xsl:function name="f:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="id" as="xs:string?" select="f:id($element)"/>
    <xsl:if test="$id"><xsl:attribute name="id" select="$id"/></xsl:if>
    <xsl:if test="$element/@xml:lang">
      <xsl:sequence select="f:language-attributes($element)"/>
    </xsl:if>
    <xsl:attribute name="class" select="if ($element/(@rend | @resp)) then f:classes($element, $classes) else ($name, $classes[. ne $name])"/>
  </xsl:function>

  <xsl:function name="f:classes" as="xs:string+">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:sequence select="
      if ($element/@rend) then distinct-values((local-name($element), $classes, f:rendition($element), f:software-classes($element)))
      else (local-name($element), $classes[. ne local-name($element)], f:software-classes($element))"/>
  </xsl:function>

  <xsl:function name="f:rendition" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@rend ! tokenize(lower-case(.)) ! ('r-' || replace(., '[^a-z0-9]+', '-') ! replace(., '-$', ''))"/>
  </xsl:function>

  <xsl:function name="f:software-classes" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (not($element/@resp and map:contains($v:software-values, $element/@resp))) then ()
      else if ($element/@cert = ('medium', 'low', 'unknown')) then ('by-software', 'unsure')
      else 'by-software'"/>
  </xsl:function>

  <xsl:function name="f:id-attribute" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="id" as="xs:string?" select="f:id($element)"/>
    <xsl:if test="$id"><xsl:attribute name="id" select="$id"/></xsl:if>
  </xsl:function>

  <!-- The identifier on the page: the document's own, or one that we give. -->
  <xsl:function name="f:id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@xml:id) then $element/@xml:id else $v:ids(generate-id($element))"/>
  </xsl:function>

  <!-- The identifiers that we give, by the generated ones: a letter for the kind, and the number. -->
  <xsl:variable name="v:ids" as="map(xs:string, xs:string)" select="map:merge((f:ids(f:paragraphs($v:texts), 'p'), f:ids($v:notes, 'n'),
    f:ids($v:names, 'o'), f:ids($v:corrections, 'c')))"/>

  <xsl:function name="f:ids" as="map(xs:string, xs:string)*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="$elements ! map:entry(generate-id(), $v:prefix || $letter || position())"/>
  </xsl:function>

  <xsl:function name="f:language-attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="language" as="xs:string?" select="$element/@xml:lang[matches(., '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')]"/>
    <xsl:if test="$language">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:if test="f:direction($language) ne f:direction(string($element/../ancestor-or-self::*[@xml:lang][1]/@xml:lang))">
        <xsl:attribute name="dir" select="f:direction($language)"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- Where a pointer leads on this page or in the web; nothing when it leads nowhere that a reader can follow. -->
  <xsl:function name="f:href" as="xs:string?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="uri" as="xs:string" select="if ($pointer) then f:expand($pointer, $context) else ''"/>
    <xsl:variable name="target" as="element()?" select="if (starts-with($uri, '#')) then ($v:texts/key('f:by-id', substring($uri, 2), .))[1] else ()"/>
    <xsl:sequence select="
      if (matches($uri, '^(https?|ftp|mailto):\S+$')) then f:address($uri)
      else if ($target[not(f:is-register(.))]) then '#' || f:id($target)
      else if (starts-with($uri, '#') and $v:entry-of?*[@xml:id = substring($uri, 2)]) then '#reg-' || substring($uri, 2)
      else $v:neighbours?targets ! .($uri) ! f:page-of(.)"/>
  </xsl:function>

  <xsl:key name="f:by-id" match="tei:*[@xml:id]" use="@xml:id"/>
</xsl:stylesheet>
