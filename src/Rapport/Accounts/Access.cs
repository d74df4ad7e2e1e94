namespace Rapport.Accounts;

/// <summary>Who may use a route.</summary>
internal enum Access
{
    /// <summary>Anybody; the page does not learn who asks.</summary>
    Anyone,

    /// <summary>Anybody once the directory is open; before that, who keeps a profile or holds a role.</summary>
    Directory,

    /// <summary>Anybody, in a demo alone: of a real store the route is not there.</summary>
    Demo,

    /// <summary>Who is signed in; of what she sees, all is her own.</summary>
    SignedIn,

    /// <summary>Who is signed in and signed in just now.</summary>
    Fresh,

    /// <summary>Who checks licences, with the second factor shown; for others the route is not there.</summary>
    Verifier,

    /// <summary>Who runs the site, with the second factor shown; for everybody else, signed in or not, the route is not there.</summary>
    Operator,
}
