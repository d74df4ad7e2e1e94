namespace Rapport.Profiles;

/// <summary>Of a page that draws what its visitor asked for beside what somebody says: it finds <see cref="VisitorWishes"/> among the features of its request.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShowsWishesAttribute : Attribute;
