using System.Collections.Frozen;

namespace Broadsheet.Clustering;

/// <summary>Words that say nothing about an event, by language.</summary>
internal static class StopWords
{
    private static readonly FrozenDictionary<string, string> Lists = new Dictionary<string, string>
    {
        ["en"] = """
            a about above according after again against ago ahead all also although always am amid among an and another any anyone anything are
            around as ask asks asked at away back be became because become been before behind being below best better between big both but by
            call calls called came can cannot cant come comes could couldnt day days did didnt do does doesnt doing done dont down during each
            early either else end enough even ever every everyone everything far few find first for found from full further gave get gets
            getting give given gives go goes going gone good got great had hadnt half has hasnt have havent having he held help her here heres
            hers herself him himself his hold how however i id if ill im in including inside into is isnt it its itself ive just keep know
            last late later latest least left less let lets like likely little ll long look looking lot made make makes making many may maybe
            me mean means might mr mrs ms more most mostly much must my myself near nearly need needs never new news next no nor not nothing
            now of off often on once one only onto or other others our ourselves out outside over own part past people per perhaps place put
            quite rather re read really report reports reported right said same saw say saying says see seen set several shall she should
            shouldnt show shows since so some someone something soon still such sure take taken takes taking tell tells than that thats the
            their theirs them themselves then there theres these they theyre theyve thing things think this those though three through
            throughout time times to today together told too took toward towards try two under until up upon us use used uses using ve very
            via want wants was wasnt watch way we week well went were werent weve what whats when where whether which while who whole whom
            whos whose why will with within without wont work would wouldnt yes yesterday yet you youll your youre yours yourself
            monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
            november december
            """,
        ["de"] = """
            aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da damit dann das dass dem den
            denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch für
            gegen gewesen hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder
            jetzt kann kein keine können könnte machen man mehr mein mich mir mit muss nach neue neuen nicht nichts noch nun nur ob oder ohne
            sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sondern um und uns unter viel vom von vor war waren
            warum was weil wenn wer werden wie wieder will wir wird wo wollen worden wurde wurden zu zum zur zwei zwischen über
            """,
        ["fr"] = """
            a ai alors après au aucun aussi autre autres aux avant avec avoir ce cela ces cet cette ceux chez ci comme comment contre dans de
            depuis des deux dit donc dont du elle elles en encore entre est et eu fait faire font il ils je jour la le les leur leurs lors
            lui mais me même mes moins mon ne nos notre nous nouveau nouvelle on ont ou où par pas peu peut plus pour pourquoi qu quand que
            quel quelle qui sa sans se selon ses si son sont sous sur ta te tes toujours tous tout toute très trois tu un une vers vos votre
            vous y à été être était
            """,
        ["es"] = """
            a al algo ante antes aquí así aunque año años cada como con contra cual cuando de del desde después dice donde dos durante e el
            ella ellas ellos en entre era es esa ese eso esta estas este esto estos está están fue fueron ha había han hasta hay hoy la las
            le les lo los más me mi mientras muy nada ni no nos nuevo nueva o otra otro otros para pero poco por porque que quien qué se sea
            según ser si sido sin sobre solo son su sus también tan te tiene tienen todo todos tras tres tu un una uno unos y ya yo él
            """,
        ["it"] = """
            a ad ai al alla alle anche ancora avere aveva c che chi ci come con contro cosa da dai dal dalla dalle dei del della delle dello
            di dopo dove due e ed era essere fa fino fra fu già gli ha hanno ho i il in io l la le lei lo loro lui ma me mi mia molto ne nei
            nel nella nelle no noi non nuova nuovo o ogni per perché più poi prima può quale quando quanto quella quello questa queste questi
            questo qui se sempre senza si sia sono stata stati stato su sua sue sugli sul sulla suo tra tre tutti tutto un una uno è
            """,
        ["pt"] = """
            a ao aos após as até com como contra da das de depois do dois dos e ela elas ele eles em entre era essa esse esta este eu foi
            foram há isso já lhe mais mas me mesmo meu minha muito na nas não nem no nos nova novo nós o os ou para pela pelas pelo pelos
            por porque qual quando que quem se sem ser será seu seus sobre sua suas são só também tem têm ter tinha todo todos três tu um
            uma você à às é
            """,
        ["nl"] = """
            aan al alle als altijd andere ben bij dan dat de der deze die dit doch doen door dus een en er ge geen had heb hebben heeft het
            hier hij hoe hun ik in is ja je kan kunnen maar me meer men met mijn moet na naar niet niets nieuwe nog nu of om omdat onder ons
            ook op over te tegen toch toen tot twee uit uw van veel voor want waren was wat we weer wel werd wie wil worden wordt zal ze zei
            zelf zich zij zijn zo zonder zou
            """,
        ["ru"] = """
            а без более бы был была были было быть в вам вас весь во вот все всего вы где да для до его ее если есть еще же за и из или им
            их к как ко когда кто ли либо мне может мы на над не него нее нет ни них но ну о об он она они оно от по под при про с со так
            также такой там те тем то того тоже той только том ты у уже что чтобы эта эти это я
            """,
        ["sv"] = """
            att av blev bli då de dem den denna det detta dig din du där efter ej eller en ett från för ha hade han har hon hur här i icke
            inte jag kan man med men mig min mot mycket nu när och om oss på sig sin ska som så till under upp ut vad var vi vid vill över är
            """,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The languages there is a list for, in a fixed order.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Lists.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The list of a language; empty when there is none.</summary>
    public static string[] Of(string language) =>
        Lists.TryGetValue(language, out var words) ? words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
}
