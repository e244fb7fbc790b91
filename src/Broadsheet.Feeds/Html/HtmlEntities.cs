using System.Globalization;
using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Html;

/// <summary>Character references: the names of HTML 4 and those of HTML 5 that are seen in feeds, and numbers.</summary>
internal static class HtmlEntities
{
    /// <summary>The longest name of the table, and so the farthest a semicolon is looked for.</summary>
    private const int LongestName = 14;

    // What the C1 code points were meant to be: writers of windows-1252 number their curly quotes 145 and 146.
    private const string Windows1252 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private const string Names = """
        Tab=9 NewLine=a excl=21 QUOT=22 quot=22 num=23 dollar=24 percnt=25 AMP=26 amp=26 apos=27 lpar=28 rpar=29
        ast=2a plus=2b comma=2c period=2e sol=2f colon=3a semi=3b LT=3c lt=3c equals=3d GT=3e gt=3e quest=3f
        commat=40 lbrack=5b lsqb=5b bsol=5c rbrack=5d rsqb=5d Hat=5e lowbar=5f grave=60 lbrace=7b lcub=7b verbar=7c
        vert=7c rbrace=7d rcub=7d nbsp=a0 iexcl=a1 cent=a2 pound=a3 curren=a4 yen=a5 brvbar=a6 sect=a7 uml=a8 COPY=a9
        copy=a9 ordf=aa laquo=ab not=ac shy=ad REG=ae reg=ae macr=af deg=b0 plusmn=b1 sup2=b2 sup3=b3 acute=b4
        micro=b5 para=b6 middot=b7 cedil=b8 sup1=b9 ordm=ba raquo=bb frac14=bc frac12=bd half=bd frac34=be iquest=bf
        Agrave=c0 Aacute=c1 Acirc=c2 Atilde=c3 Auml=c4 Aring=c5 AElig=c6 Ccedil=c7 Egrave=c8 Eacute=c9 Ecirc=ca
        Euml=cb Igrave=cc Iacute=cd Icirc=ce Iuml=cf ETH=d0 Ntilde=d1 Ograve=d2 Oacute=d3 Ocirc=d4 Otilde=d5 Ouml=d6
        times=d7 Oslash=d8 Ugrave=d9 Uacute=da Ucirc=db Uuml=dc Yacute=dd THORN=de szlig=df agrave=e0 aacute=e1
        acirc=e2 atilde=e3 auml=e4 aring=e5 aelig=e6 ccedil=e7 egrave=e8 eacute=e9 ecirc=ea euml=eb igrave=ec
        iacute=ed icirc=ee iuml=ef eth=f0 ntilde=f1 ograve=f2 oacute=f3 ocirc=f4 otilde=f5 ouml=f6 divide=f7
        oslash=f8 ugrave=f9 uacute=fa ucirc=fb uuml=fc yacute=fd thorn=fe yuml=ff Amacr=100 amacr=101 Abreve=102
        abreve=103 Aogon=104 aogon=105 Cacute=106 cacute=107 Ccaron=10c ccaron=10d Dcaron=10e dcaron=10f Dstrok=110
        dstrok=111 Eogon=118 eogon=119 Ecaron=11a ecaron=11b Gbreve=11e gbreve=11f Idot=130 inodot=131 Lstrok=141
        lstrok=142 Nacute=143 nacute=144 Ncaron=147 ncaron=148 Odblac=150 odblac=151 OElig=152 oelig=153 Rcaron=158
        rcaron=159 Sacute=15a sacute=15b Scedil=15e scedil=15f Scaron=160 scaron=161 Tcaron=164 tcaron=165 Uring=16e
        uring=16f Udblac=170 udblac=171 Yuml=178 Zacute=179 zacute=17a Zdot=17b zdot=17c fnof=192 circ=2c6 tilde=2dc
        Alpha=391 Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39a Lambda=39b
        Mu=39c Nu=39d Xi=39e Omicron=39f Pi=3a0 Rho=3a1 Sigma=3a3 Tau=3a4 Upsilon=3a5 Phi=3a6 Chi=3a7 Psi=3a8
        Omega=3a9 alpha=3b1 beta=3b2 gamma=3b3 delta=3b4 epsilon=3b5 zeta=3b6 eta=3b7 theta=3b8 iota=3b9 kappa=3ba
        lambda=3bb mu=3bc nu=3bd xi=3be omicron=3bf pi=3c0 rho=3c1 sigmaf=3c2 sigma=3c3 tau=3c4 upsilon=3c5 phi=3c6
        chi=3c7 psi=3c8 omega=3c9 thetasym=3d1 upsih=3d2 piv=3d6 ensp=2002 emsp=2003 emsp13=2004 emsp14=2005
        numsp=2007 puncsp=2008 thinsp=2009 hairsp=200a ZeroWidthSpace=200b zwnj=200c zwj=200d lrm=200e rlm=200f
        dash=2010 hyphen=2010 ndash=2013 mdash=2014 horbar=2015 lsquo=2018 rsquo=2019 rsquor=2019 lsquor=201a
        sbquo=201a ldquo=201c rdquo=201d rdquor=201d bdquo=201e ldquor=201e dagger=2020 Dagger=2021 bull=2022
        nldr=2025 hellip=2026 mldr=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039 rsaquo=203a oline=203e
        caret=2041 frasl=2044 euro=20ac incare=2105 image=2111 numero=2116 copysr=2117 weierp=2118 real=211c
        TRADE=2122 trade=2122 alefsym=2135 frac13=2153 frac23=2154 frac18=215b frac38=215c frac58=215d frac78=215e
        larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 rarrw=219d crarr=21b5 lArr=21d0 uArr=21d1 rArr=21d2
        dArr=21d3 hArr=21d4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 notin=2209 ni=220b
        prod=220f sum=2211 minus=2212 lowast=2217 radic=221a prop=221d infin=221e ang=2220 and=2227 or=2228 cap=2229
        cup=222a int=222b there4=2234 sim=223c cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282
        sup=2283 nsub=2284 sube=2286 supe=2287 oplus=2295 otimes=2297 perp=22a5 sdot=22c5 lceil=2308 rceil=2309
        lfloor=230a rfloor=230b lang=2329 rang=232a loz=25ca starf=2605 star=2606 phone=260e female=2640 male=2642
        spades=2660 clubs=2663 hearts=2665 diams=2666 check=2713 cross=2717
        """;

    private static readonly NameTable<int> Table = MakeTable();

    /// <summary>The code point a name stands for; false when it is no name of ours.</summary>
    public static bool TryGetName(ReadOnlySpan<byte> name, out int code) => Table.TryGet(name, out code);

    /// <summary>A C1 control as the windows-1252 character it was meant to be.</summary>
    public static char FromWindows1252(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c;

    /// <summary>The windows-1252 byte of a character beyond Latin-1, or -1.</summary>
    public static int ToWindows1252(char c) => Windows1252.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? at + 0x80 : -1;

    /// <summary>
    /// The reference that begins <paramref name="text"/> (at its ampersand): its length with the semicolon and its code point. Zero when it
    /// is none, so that <c>?a=1&amp;copy=3</c> stays what it is.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> text, out int code)
    {
        code = 0;
        if (text.Length < 3)
            return 0;
        switch (text[1])
        {
            // Four in five references of a feed are these.
            case (byte)'l' or (byte)'g' when text.Length > 3 && text[2] == 't' && text[3] == ';':
                code = text[1] == 'l' ? '<' : '>';
                return 4;
            case (byte)'a' when text.StartsWith("&amp;"u8):
                code = '&';
                return 5;
            case (byte)'n' when text.StartsWith("&nbsp;"u8):
                code = 0xA0;
                return 6;
            case (byte)'#':
                return MeasureNumber(text, out code);
        }

        var window = text[1..Math.Min(text.Length, LongestName + 2)];
        var end = window.IndexOf((byte)';');
        return end > 0 && Table.TryGet(window[..end], out code) ? end + 2 : 0;
    }

    /// <summary>As <see cref="Measure(ReadOnlySpan{byte}, out int)"/>, of characters.</summary>
    public static int Measure(ReadOnlySpan<char> text, out int code)
    {
        // A reference is all ASCII; what follows it need not be.
        Span<byte> window = stackalloc byte[LongestName + 4];
        Ascii.FromUtf16(text[..Math.Min(text.Length, window.Length)], window, out var length);
        return Measure(window[..length], out code);
    }

    /// <summary>
    /// As <see cref="Measure(ReadOnlySpan{byte}, out int)"/>, for a character to be written: two references to the halves of a surrogate pair
    /// are one, half a pair is U+FFFD, and a control that cannot be written in XML is -1, since whoever numbers it means nothing.
    /// </summary>
    public static int MeasureCharacter(ReadOnlySpan<byte> text, out int code)
    {
        var size = Measure(text, out code);
        if (code is < ' ' and not ('\t' or '\n' or '\r'))
            code = size == 0 ? 0 : -1;
        if (code is < 0xD800 or > 0xDFFF)
            return size;
        var low = 0;
        var next = code < 0xDC00 && size < text.Length && text[size] == '&' ? Measure(text[size..], out low) : 0;
        if (next > 0 && low is >= 0xDC00 and <= 0xDFFF)
        {
            code = char.ConvertToUtf32((char)code, (char)low);
            return size + next;
        }

        code = 0xFFFD;
        return size;
    }

    /// <summary>Appends text with its references resolved once.</summary>
    public static void AppendDecoded(ref ByteBuffer buffer, ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'&'); at >= 0; at = text.IndexOf((byte)'&'))
        {
            buffer.Append(text[..at]);
            text = text[(at + AppendReference(ref buffer, text[at..]))..];
        }

        buffer.Append(text);
    }

    /// <summary>Appends what the ampersand that begins a text stands for.</summary>
    /// <returns>How many bytes that was.</returns>
    public static int AppendReference(ref ByteBuffer buffer, ReadOnlySpan<byte> text)
    {
        var size = MeasureCharacter(text, out var code);
        if (size == 0)
            buffer.Append((byte)'&');
        else if (code >= 0)
            buffer.AppendCodePoint(code);
        return Math.Max(size, 1);
    }

    private static int MeasureNumber(ReadOnlySpan<byte> text, out int code)
    {
        code = 0;
        var hex = text[2] is (byte)'x' or (byte)'X';
        var start = hex ? 3 : 2;
        var i = start;
        for (; i < text.Length && i - start < 12; i++)
        {
            var c = (char)text[i];
            var digit = hex && char.IsAsciiHexDigit(c) ? HexValue(c) : char.IsAsciiDigit(c) ? c - '0' : -1;
            if (digit < 0)
                break;
            code = Math.Min((code * (hex ? 16 : 10)) + digit, 0x110000);
        }

        if (i == start || i >= text.Length || text[i] != ';')
            return 0;
        if (code is >= 0x80 and <= 0x9F)
            code = Windows1252[code - 0x80];
        else if (code is 0 or > 0x10FFFF)
            code = 0xFFFD;
        return i + 1;
    }

    private static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Appends text with its references resolved once.</summary>
    public static void AppendDecoded(ref CharBuffer buffer, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var at = text.IndexOf('&');
            if (at < 0)
            {
                buffer.Append(text);
                return;
            }

            buffer.Append(text[..at]);
            text = text[at..];
            var size = Measure(text, out var code);
            if (size == 0)
            {
                buffer.Append('&');
                text = text[1..];
                continue;
            }

            // C0 controls cannot be written in XML at all; whoever numbers them means nothing.
            if (code >= ' ' || code is '\t' or '\n' or '\r')
                buffer.AppendCodePoint(code);
            text = text[size..];
        }
    }

    /// <summary>Text with its references resolved once.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
            return text.ToString();
        var buffer = new CharBuffer(text.Length);
        AppendDecoded(ref buffer, text);
        return buffer.TakeString();
    }

    /// <summary>Text in UTF-8 with its references resolved once.</summary>
    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'&'))
            return Encoding.UTF8.GetString(text);
        using var characters = new CharBuffer(text.Length);
        characters.AppendUtf8(text);
        return Decode(characters.Written);
    }

    private static NameTable<int> MakeTable()
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            table[pair[..equals]] = int.Parse(pair.AsSpan(equals + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return new NameTable<int>(table, isExact: true);
    }
}
