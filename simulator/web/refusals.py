"""What to tell about accounts and sheets that cannot be used: more of ``problems``."""

from flask_babel import lazy_gettext

_l = lazy_gettext

SHEETS = {
    "person-login": _l(
        "“%(login)s” cannot be a login. Write 2 to 80 Latin letters, digits or . _ @ + -, like anna.k."
    ),
    "person-name": _l("Write a name of 1 to 120 characters."),
    "person-language": _l("“%(language)s” is no language of the product. Write en or ru."),
    "person-email": _l("“%(email)s” is no e-mail address. Write one like name@company.example, or none."),
    "role-unknown": _l("“%(role)s” is no role. Write trainee, lead, interviewer or admin."),
    "lead-unknown": _l("No active lead signs in as “%(lead)s”. Write the login of a lead, or nothing."),
    "own-lead": _l("Nobody can be their own lead. Write another person's login, or leave it empty."),
    "login-taken": _l("Somebody signs in as “%(login)s” already. Choose another login."),
    "last-admin": _l("This is the last active administrator. Make another one first; nothing was changed."),
    "person-inactive": _l("“%(login)s” is deactivated. Let the person in again first; no link was made."),
    "address-missing": _l("“%(login)s” has no e-mail address. Add one, or hand the link over yourself."),
    "mail-off": _l(
        "This installation sends no mail. Set the mail server first, or hand links over yourself."
    ),
    "letter-empty": _l(
        "The link in this letter works no more. The person asks for a new one in the profile."
    ),
    "letter-gone": _l("This letter needs no sending: it has gone or is on its way."),
    "sheet-empty": _l("Choose a file or paste a heading and at least one line. Nothing was stored."),
    "sheet-long": _l("The sheet has more than %(limit)s lines. Split it; nothing was stored."),
    "sheet-broken": _l(
        "Line %(line)s cannot be read as CSV. Look for a quotation mark that is never closed."
    ),
    "sheet-unknown": _l("There is no column “%(heading)s”. Use these headings: %(columns)s."),
    "sheet-twice": _l("The column “%(heading)s” stands twice. Leave one of them."),
    "sheet-columns": _l("The first line needs the headings login and name. All headings: %(columns)s."),
    "sheet-wrong": _l("Some lines have to be fixed first. Nothing was stored."),
    "line-long": _l(
        "The line has more cells than the heading has columns (%(columns)s). Put quotation marks around text with commas."
    ),
    "line-twice": _l("“%(login)s” stands in line %(other)s already. Leave one of the lines."),
    "line-role": _l(
        "“%(login)s” has the role %(role)s. Write that role here; roles change on the person's own page."
    ),
    "password-short": _l(
        "Choose a password of at least %(least)s characters; a short sentence is easy to remember."
    ),
    "password-long": _l("The password is longer than 1,024 characters. Choose a shorter one."),
    "password-plain": _l(
        "This password is too easy to guess: it is your name or one sign repeated. Choose another."
    ),
    "too-much": _l("Too many attempts. Wait some minutes and try again."),
    "password-wrong": _l("This is not your present password. Nothing was changed."),
    "password-same": _l("This is the password you have. Choose another one."),
    "email-same": _l("Letters go to this address already."),
    "email-taken": _l("%(email)s belongs to another account. Write another address."),
    "password-differs": _l("The two entries differ. Type the new password twice."),
    "door-closed": _l("This link works no more."),
    "day-kind": _l("Choose what the days are: off, working, or what the law says."),
    "days-many": _l("At most %(limit)s days at once. Check the year, or change them in parts."),
    "day-far": _l("Choose days between %(begin)s and %(end)s: the cohort works then."),
    "withdrawn-already": _l("This signature was taken back already."),
    "tickets-empty": _l(
        "Choose a CSV file with a line of headings and at least one ticket. Nothing was stored."
    ),
    "sheet-too-large": _l(
        "The file is larger than %(limit)s MB. Export fewer tickets at once. Nothing was stored."
    ),
    "sheet-not-text": _l(
        "This is no CSV file. Save the sheet as CSV (UTF-8 or Windows-1251) and bring that in. Nothing was stored."
    ),
    "sheet-one-column": _l(
        "No columns were found. Separate them with commas, semicolons or tabs. Nothing was stored."
    ),
    "tickets-broken": _l(
        "Line %(line)s cannot be read: a quotation mark is not closed, or there are more cells than headings. Export the sheet again. Nothing was stored."
    ),
    "sheet-too-wide": _l("There are more than %(limit)s columns. Export fewer of them. Nothing was stored."),
    "sheet-too-long": _l(
        "There are %(found)s tickets; at most %(limit)s go at once. Cut the file in parts. Nothing was stored."
    ),
    "sheet-long-cell": _l(
        "Line %(line)s has a cell of more than %(limit)s characters. Shorten it, it is hardly a message. Nothing was stored."
    ),
    "columns-missing": _l("Choose the column of the text or of the subject. Nothing was kept yet."),
    "words-too-many": _l("At most %(limit)s words of %(length)s characters each. Nothing was kept yet."),
    "words-too-short": _l(
        "Words of one or two letters would be covered everywhere. Write whole words. Nothing was kept yet."
    ),
}
