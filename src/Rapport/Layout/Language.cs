using System.Globalization;

namespace Rapport.Layout;

/// <summary>
/// A language of the pages. The address alone decides which: "/es/therapists" is Spanish for everyone, so that a link
/// handed to somebody is read as it was sent.
/// </summary>
internal sealed class Language
{
    public static readonly Language English = new("en", "en-US", "", "English");
    public static readonly Language Spanish = new("es", "es-US", "/es", "Español");

    private Language(string code, string culture, string prefix, string name)
    {
        Code = code;
        Prefix = prefix;
        Name = name;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    public string Code { get; }

    public CultureInfo Culture { get; }

    /// <summary>What stands before the path.</summary>
    public string Prefix { get; }

    /// <summary>The language's name in itself.</summary>
    public string Name { get; }

    /// <summary>The one that this one's page links to.</summary>
    public Language Other => this == English ? Spanish : English;

    /// <summary>The language of a code; English where it is none.</summary>
    public static Language Of(string code) => code == Spanish.Code ? Spanish : English;

    /// <summary>Does something in this language that is not asked for by a page: a mail, a letter.</summary>
    public T Say<T>(Func<T> write)
    {
        var (before, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture;
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, words);
        }
    }

    public static Language Of(HttpContext context) =>
        context.Request.PathBase.HasValue ? Spanish : English;

    /// <summary>Takes the language off the path, so that every route exists in each language.</summary>
    public static Task FromPath(HttpContext context, RequestDelegate next)
    {
        var language = English;
        if (context.Request.Path.StartsWithSegments(Spanish.Prefix, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            language = Spanish;
            context.Request.PathBase = Spanish.Prefix;
            context.Request.Path = rest.HasValue ? rest : "/";
        }
        CultureInfo.CurrentCulture = language.Culture;
        CultureInfo.CurrentUICulture = language.Culture;
        return next(context);
    }
}
