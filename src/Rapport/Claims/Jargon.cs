using System.Globalization;
using System.Text;

namespace Rapport.Claims;

/// <summary>Words of the trade that say little to whom they are written for, and plain ones that say as much.</summary>
internal static class Jargon
{
    private static readonly (string Trade, string Plain)[] English =
    [
        ("ameliorate", "make better"), ("amelioration", "getting better"), ("affect regulation", "calming strong feelings"), ("attachment-based", "looking at how you became close to others"), ("biopsychosocial", "body, mind and life"),
        ("client-centered", "led by what you need"), ("cognitive distortions", "thoughts that trip you up"), ("comorbid", "at the same time"), ("coping skills", "what helps in hard moments"),
        ("countertransference", "what your story stirs in me"), ("dysregulation", "feelings that take over"), ("eclectic", "a mix of ways"), ("emotion regulation", "calming strong feelings"),
        ("empirically supported", "shown to work in studies"), ("evidence-based", "shown to work in studies"), ("facilitate", "help with"), ("hold space", "listen without judging"), ("holding space", "listening without judging"),
        ("holistic", "looking at all of your life"), ("ideation", "thoughts of it"), ("integrative", "a mix of ways"), ("interpersonal", "between people"), ("intervention", "what we try"), ("maladaptive", "that no longer help"),
        ("modality", "way of working"), ("modalities", "ways of working"), ("person-centered", "led by what you need"), ("presenting concern", "what brings you"), ("presenting problem", "what brings you"),
        ("psychodynamic", "looking at how the past shapes today"), ("psychoeducation", "learning how it works"), ("relational", "about how we are with each other"), ("resilience", "getting up again"), ("schema", "old pattern"), ("schemata", "old patterns"),
        ("somatic", "through the body"), ("strengths-based", "building on what you do well"), ("symptomatology", "signs"), ("therapeutic alliance", "how well we work together"), ("transference", "old feelings in a new place"),
        ("trauma-informed", "careful with what was hard"), ("utilize", "use"), ("utilise", "use"), ("utilization", "use"),
    ];

    private static readonly (string Trade, string Plain)[] Spanish =
    [
        ("afrontamiento", "lo que ayuda en momentos difíciles"), ("alianza terapéutica", "lo bien que trabajamos juntos"), ("basada en la evidencia", "que ha funcionado en estudios"), ("basado en la evidencia", "que ha funcionado en estudios"),
        ("biopsicosocial", "cuerpo, mente y vida"), ("centrada en la persona", "según lo que usted necesita"), ("centrado en la persona", "según lo que usted necesita"), ("comorbilidad", "lo que va junto"),
        ("contratransferencia", "lo que su historia mueve en mí"), ("desadaptativo", "que ya no ayuda"), ("desregulación", "sentimientos que se imponen"), ("distorsiones cognitivas", "pensamientos que hacen tropezar"),
        ("ecléctico", "una mezcla de maneras"), ("ecléctica", "una mezcla de maneras"), ("empoderar", "ayudar a decidir"), ("empoderamiento", "poder decidir"), ("holístico", "mirando toda su vida"), ("holística", "mirando toda su vida"),
        ("ideación", "pensar en ello"), ("integrativo", "una mezcla de maneras"), ("integrativa", "una mezcla de maneras"), ("intervención", "lo que probamos"), ("intervenciones", "lo que probamos"), ("modalidad", "manera de trabajar"),
        ("modalidades", "maneras de trabajar"), ("motivo de consulta", "lo que le trae"), ("psicodinámico", "mirando cómo el pasado pesa hoy"), ("psicodinámica", "mirando cómo el pasado pesa hoy"), ("psicoeducación", "aprender cómo funciona"),
        ("regulación emocional", "calmar sentimientos fuertes"), ("resiliencia", "volver a levantarse"), ("sintomatología", "señales"), ("somático", "a través del cuerpo"), ("somática", "a través del cuerpo"), ("vincular", "sobre cómo nos tratamos"),
    ];

    /// <summary>Letters that clients use themselves.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "ADHD", "HIV", "LGBT", "LGBTQ", "OCD", "PTSD", "TDAH", "TEPT", "TOC", "USA", "VIH", "ZIP", "PM", "AM", "LGTB", "LGTBI", "OK" };

    /// <summary>Those that stand in a text, each once, in their order in it.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="language">"en" or "es".</param>
    /// <returns>The word as it stands in the text, and plain ones; nothing where it is a row of letters that has to be spelt out.</returns>
    public static IReadOnlyList<(string Trade, string? Plain)> In(string text, string language) =>
    [
        .. (language == "es" ? Spanish : English)
            .Select(word => (At: Place(text, word.Trade), word.Trade.Length, Plain: (string?)word.Plain))
            .Concat(Letters(text))
            .Where(found => found.At >= 0).OrderBy(found => found.At).Select(found => (text.Substring(found.At, found.Length), found.Plain)),
    ];

    private static int Place(string text, string word)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        for (var at = 0; at < text.Length; at++)
        {
            at = compare.IndexOf(text, word, at, CompareOptions.IgnoreCase);
            if (at < 0)
            {
                return -1;
            }
            var end = at + word.Length;
            // A plural is the same word.
            end += end < text.Length && char.ToLowerInvariant(text[end]) == 's' ? 1 : 0;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end >= text.Length || !char.IsLetter(text[end])))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Names of two to six capitals, like CBT, that stand in no brackets behind their words.</summary>
    private static IEnumerable<(int At, int Length, string? Plain)> Letters(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }
            var word = text[at..end];
            if (word.EnumerateRunes().Count() is >= 2 and <= 6 && word.EnumerateRunes().All(Rune.IsUpper) && !Known.Contains(word) && (at == 0 || text[at - 1] != '(') && seen.Add(word)
                && !(at > 0 && text[at - 1] == '.'))
            {
                yield return (at, word.Length, null);
            }
            at = Math.Max(at, end);
        }
    }
}
